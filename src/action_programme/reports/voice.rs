//! A report's words in one language: sentences, days, figures as official letters write them. Not for
//! which words stand where.

use super::model::Report;
use super::span::{Every, ReportPeriod};
use crate::action_programme::model::{Figure, Standing, Tally, Texts, Titles, share};
use crate::platform::i18n::{Args, Calendar, Language, Words, decimal};
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Who speaks.
#[derive(Clone, Copy)]
pub struct Voice<'a> {
    /// The sentences.
    pub words: &'a Words,
    /// The site's time zone.
    pub zone: &'a TimeZone,
    /// The language.
    pub language: Language,
}

impl Voice<'_> {
    /// A sentence.
    pub fn say(&self, key: &str) -> String {
        self.words.say(self.language, key)
    }

    /// A sentence with words or figures in it.
    pub fn with(&self, key: &str, values: &[(&'static str, &str)]) -> String {
        let mut args = Args::new();
        for (name, value) in values {
            args.set(*name, (*value).to_owned());
        }
        self.words.say_with(self.language, key, &args)
    }

    /// A sentence with figures in it, which choose its form.
    pub fn counted(&self, key: &str, figures: &[(&'static str, i64)]) -> String {
        let mut args = Args::new();
        for (name, figure) in figures {
            args.set(*name, *figure);
        }
        self.words.say_with(self.language, key, &args)
    }

    /// A title in the language, else in any.
    pub fn title(&self, texts: &Texts) -> String {
        texts.title_in(self.language).to_owned()
    }

    /// `14/12/2025`.
    pub fn day(&self, day: Date) -> String {
        Calendar { words: self.words, zone: self.zone }.day(self.language, day).numeric
    }

    /// `08:30, 16/12/2025`, of a moment in milliseconds since 1970.
    pub fn moment(&self, at: i64) -> String {
        let moment = Calendar { words: self.words, zone: self.zone }.moment_ms(self.language, at);
        format!("{}, {}", moment.time.unwrap_or_default(), moment.numeric)
    }

    /// `ngày 05 tháng 01 năm 2026`: days below 10 and the months 1 and 2 with a nought before them
    /// (Decree 30/2020/NĐ-CP, Annex I, part II, 4). Other languages name the month.
    pub fn full_day(&self, day: Date) -> String {
        let (dd, mm, year) = (day.day(), day.month(), day.year().to_string());
        let (day, month) = if self.is_original() {
            let month = if mm < 3 { format!("{mm:02}") } else { mm.to_string() };
            (format!("{dd:02}"), month)
        } else {
            (dd.to_string(), self.say(&format!("date-month-{mm}")))
        };
        self.with("report-full-day", &[("day", &day), ("month", &month), ("year", &year)])
    }

    /// Whether this is the language of the text that counts.
    pub fn is_original(&self) -> bool {
        self.language.code() == "vi"
    }

    /// `quý III năm 2025`.
    pub fn period(&self, period: ReportPeriod) -> String {
        let year = period.year.to_string();
        let number = match period.every {
            Every::Quarter => ["I", "II", "III", "IV"]
                .get(usize::try_from(period.number - 1).unwrap_or(0))
                .copied()
                .unwrap_or_default()
                .to_owned(),
            Every::Month => self.say(&format!("date-month-{}", period.number)),
            Every::Half | Every::Year => period.number.to_string(),
        };
        let key = match (period.every, period.number) {
            (Every::Month, _) => "report-of-month",
            (Every::Quarter, _) => "report-of-quarter",
            (Every::Half, 1) => "report-of-first-half",
            (Every::Half, _) => "report-of-second-half",
            (Every::Year, _) => "report-of-year",
        };
        self.with(key, &[("number", &number), ("year", &year)])
    }

    /// What a report is about, as it follows the word *Báo cáo*.
    pub fn subject(&self, report: &Report) -> String {
        let programme = self.title(&report.programme.words);
        let period = self.period(report.period);
        self.with("report-subject", &[("programme", &programme), ("period", &period)])
    }

    /// A share of activities, or that there is none.
    pub fn share(&self, tally: Tally) -> String {
        share(tally).map_or_else(|| "–".to_owned(), |share| format!("{share} %"))
    }

    /// A figure with the signs of the language.
    pub fn figure(&self, figure: &Figure) -> String {
        decimal(&figure.to_string(), self.words.separator(self.language))
    }

    /// A figure with its year.
    pub fn year_figure(&self, one: Option<&(i16, Figure)>) -> String {
        one.map_or_else(
            || "–".to_owned(),
            |(year, figure)| format!("{} ({year})", self.figure(figure)),
        )
    }
}

/// The day a standing speaks of.
pub fn day_of(standing: Standing) -> Option<Date> {
    match standing {
        Standing::Received { on, .. } | Standing::Returned { on } => Some(on),
        Standing::Late { due, .. } | Standing::Awaited { due } => Some(due),
        Standing::Missing => None,
    }
}
