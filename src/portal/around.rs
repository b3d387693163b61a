//! What stands around a text, for its checks: the site's own names and blocks beside the entries it
//! leads to. Not for judging it: that is `editorial::checks`.

use super::Portal;
use crate::editorial::{
    self, Complaint, Facts, KindRules, LinkIs, Of, Stored, Surroundings, Words,
};
use crate::links::{self, Link, Remark};
use crate::platform::db::Failure;
use crate::platform::i18n::{Args, Language};
use crate::site;

impl Portal {
    /// What the checks must know of the site around a text.
    pub async fn around(
        &self,
        of: Of<'_>,
        facts: &Facts,
        words: &Words,
    ) -> Result<Surroundings, Failure> {
        let mut around = editorial::surroundings(&self.db, of, facts, words).await?;
        let blocks = site::reusables_in(&self.db, &words.body.reusables(), of.language).await?;
        around.blocks = blocks.into_keys().collect();
        let away = links::known(&self.db, &editorial::links_away(facts, words)).await?;
        around.links = away.into_iter().filter_map(|link| self.remarked(link)).collect();
        around.names = self.known().site.standard_names();
        Ok(around)
    }

    fn remarked(&self, link: Link) -> Option<(String, LinkIs)> {
        let on = link.asked_at.map(|at| self.day_of(at).to_string()).unwrap_or_default();
        let is = match link.remark()? {
            Remark::Gone => {
                LinkIs::Gone(link.status.map(|status| status.to_string()).unwrap_or_default(), on)
            }
            Remark::Silent => LinkIs::Silent(on),
            Remark::Moved(to) => LinkIs::Moved(to),
        };
        Some((link.url, is))
    }

    /// What stops an entry from going public in a language, as the verb would say.
    pub async fn lacks(
        &self,
        (rules, key): (&KindRules, &str),
        stored: &Stored,
        language: Language,
    ) -> Result<Vec<Complaint>, Failure> {
        let Some(words) = stored.words(language) else { return Ok(Vec::new()) };
        let around = self.around(Of { rules, key, language }, &stored.facts, words).await?;
        Ok(editorial::lacks(rules, &stored.facts, (language, words), &around))
    }

    /// A complaint in words.
    pub fn say_complaint(&self, language: Language, complaint: &Complaint) -> String {
        self.say_of(language, complaint.key, complaint)
    }

    /// The law, standard or rule behind a complaint, in words.
    pub fn say_why(&self, language: Language, complaint: &Complaint) -> Option<String> {
        complaint.why().map(|why| self.say_of(language, &why, complaint))
    }

    fn say_of(&self, language: Language, key: &str, complaint: &Complaint) -> String {
        let mut args = Args::new();
        args.set("field", complaint.field.as_str());
        for (name, value) in &complaint.args {
            args.set(*name, self.said(language, name, value));
        }
        self.words.say_with(language, key, &args)
    }

    /// A day is kept in ISO 8601 and said as the language says it.
    fn said(&self, language: Language, name: &str, value: &str) -> String {
        let day = value.parse().ok().filter(|_| name == "on");
        day.map_or_else(|| value.to_owned(), |day| self.day(language, day).numeric)
    }
}
