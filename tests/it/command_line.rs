//! What the command line answers: the lunar calendar, and errors that say what to do. Not for serving:
//! that is in `crash`.

use std::process::{Command, Output};

fn mocban(arguments: &[&str]) -> Output {
    let program = env!("CARGO_BIN_EXE_mocban");
    Command::new(program).args(arguments).output().expect("the program runs")
}

fn said(arguments: &[&str]) -> String {
    let output = mocban(arguments);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn a_day_is_told_in_the_lunar_calendar() {
    assert_eq!(said(&["lunar", "2020-01-29"]), "2020-01-29 = mùng 5 tháng Giêng năm Canh Tý\n");
    assert_eq!(
        said(&["lunar", "2020-01-29", "--json"]),
        "{\"solar\":\"2020-01-29\",\"year\":2020,\"month\":1,\"leap\":false,\"day\":5,\"year_name\":\"Canh Tý\"}\n"
    );
}

#[test]
fn three_hundred_years_of_lunar_months_are_listed() {
    let months = said(&["lunar", "--months", "1900..2199"]);
    let lines: Vec<&str> = months.lines().collect();
    assert_eq!(lines.len(), 1 + 3711);
    assert_eq!(lines[..2], ["year,month,leap,first_day,length", "1900,1,false,1900-01-31,29"]);
    assert!(lines.contains(&"2020,4,true,2020-05-23,29"), "the leap month of 2020");
}

#[test]
fn a_day_outside_the_calendar_is_refused_in_one_line() {
    let output = mocban(&["lunar", "2500-01-01"]);
    assert!(!output.status.success());
    let error = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(error.lines().count(), 1, "{error}");
    assert!(error.starts_with("mocban: "), "{error}");
}

#[test]
fn a_settings_file_that_was_named_must_be_there() {
    let output = mocban(&["--config", "/no/such/file.toml", "audit"]);
    assert!(!output.status.success());
    let error = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(error.contains("/no/such/file.toml"), "{error}");
}
