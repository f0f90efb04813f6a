//! Settings of one's own: the shipped examples, and what a person sees of theirs.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod golden;
mod support;

use std::{fmt::Write as _, path::PathBuf, sync::Arc};

use ratatui::style::{Color, Style};
use soapbox::{
    app::{At, Command, Ground, KeyMap, Model, Msg, Opened, Settings, command::TABLE},
    config::{Config, Options, ThemeName},
    talk::Version,
    ui::{Theme, Tint},
};
use support::{Person, sample};

/// A file with every row that is a comment made a row.
fn uncommented(text: &str) -> String {
    let row = |line: &str| {
        let inside = line.trim_start().strip_prefix("// ").unwrap_or("");
        let name = inside.split(": ").next().unwrap_or("").trim_matches('"').to_owned();
        let is_row =
            inside.contains(": ") && name.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'-' | b'_'));
        if is_row { inside.to_owned() } else { line.to_owned() }
    };
    text.lines().map(row).collect::<Vec<_>>().join("\n")
}

fn read(config: &str, keys: &str, theme: &str) -> Config {
    Config::read([config, keys, theme].map(|text| Ok(Some(text.to_owned()))))
}

/// The keys of a command in each place where it works, places with the same keys together.
fn places(command: Command) -> Vec<(Vec<&'static str>, String)> {
    let row = command.row().unwrap();
    let mut places: Vec<(Vec<&str>, String)> = Vec::new();
    for (at, _) in At::ALL {
        let keys = row.keys.iter().filter(|(there, keys)| there.holds(at) && !keys.is_empty());
        let keys = keys.map(|(_, keys)| *keys).collect::<Vec<_>>().join(" ");
        if keys.is_empty() {
            continue;
        }
        match places.iter_mut().find(|(_, others)| *others == keys) {
            Some((names, _)) => names.push(at.name()),
            None => places.push((vec![at.name()], keys)),
        }
    }
    places
}

const KEYS: &str = "\
// Keys of your own for soapbox. `soapbox settings` tells where this file is looked for, `soapbox keys` which
// keys there are then, and what is wrong here.
//
// What stands here is what holds without it: take the // away from what you want otherwise. A row takes the
// place of the keys that its command has: wherever it has some, or in the places that are named.
//
//     \"save\": \"ctrl-s F2\",                  these keys, wherever it has some
//     \"rename\": {\"proposals\": \"R\"},         another key there; elsewhere those that it had
//     \"suspend\": \"\",                        no key at all
//
// Keys are written ctrl-s, alt-up, shift-tab, F1, enter, esc, tab, space, backspace, delete, insert, home, end,
// pageup, pagedown, up, down, left, right, and as what they write: a, G, ?, +. Where text is typed (the places
// text and line) no key that writes something can be a command.
//
// Terminals send the same for some keys, and soapbox cannot tell them apart: ctrl-i is tab, ctrl-m is enter,
// ctrl-[ is esc, ctrl-shift-s is ctrl-s; in many, ctrl-backspace is ctrl-h. ctrl-enter, shift-enter and ctrl with
// digits or signs arrive from few terminals. Keys that your terminal or window manager takes for itself never
// arrive.
";

const THEME: &str = "\
// Colours of your own for soapbox. `soapbox settings` tells where this file is looked for.
// What stands here is what holds without it: take the // away from what you want otherwise. Which of the themes
// is used, config.ron and your terminal say.
//
// A colour is a number among the terminal's 256, \"#rrggbb\", \"default\", or a name: black, red, green, yellow,
// blue, magenta, cyan, gray, dark-gray, light-red, light-green, light-yellow, light-blue, light-magenta,
// light-cyan, white. A terminal that does not promise all colours (COLORTERM) shows the nearest that it has.
//
// The roles: text, your own words; quiet, what is read besides; border; accent, what has the keys; good, as it
// should be; warning, what wants a look; error; meant, letters that were typed to find something; selection, found
// and found_here, the grounds of selected text and of what is looked for; misspelt; bar and bar_next, minutes by
// turns; bar_chosen; bar_aside, questions and breaks; dimmed, what lies below a popup; heading.
";

fn example_of_keys() -> String {
    let mut text = format!("{KEYS}{{\n");
    for row in TABLE {
        let places = places(row.command);
        let keys = if let [] | [_] = &places[..] {
            format!("\"{}\"", places.first().map_or("", |(_, keys)| keys))
        } else {
            let places = places.iter().map(|(names, keys)| format!("\"{}\": \"{keys}\"", names.join(" ")));
            format!("{{{}}}", places.collect::<Vec<_>>().join(", "))
        };
        writeln!(text, "    // {}\n    // \"{}\": {keys},", row.title, row.name).unwrap();
    }
    text + "}\n"
}

/// The colour that makes the role: that of the ground, where it has one.
fn colour(style: Style) -> Option<Color> {
    style.bg.or(style.fg)
}

/// As files write it.
fn written(colour: Color) -> String {
    match colour {
        Color::Reset => "\"default\"".to_owned(),
        Color::Indexed(number) => number.to_string(),
        named => {
            let name = named.to_string();
            let tail = name.strip_prefix("Light").or_else(|| name.strip_prefix("Dark"));
            let head = &name[..name.len() - tail.map_or(0, str::len)];
            let joined = tail.map_or(name.clone(), |tail| format!("{head}-{tail}"));
            format!("\"{}\"", joined.to_lowercase())
        }
    }
}

fn style(theme: &Theme, role: &str) -> Style {
    theme.roles().into_iter().find(|(name, _)| *name == role).unwrap().1
}

fn example_of_themes() -> String {
    let mut text = format!("{THEME}(\n");
    for (name, tint) in [("dark", Tint::Dark), ("light", Tint::Light), ("ansi", Tint::Ansi(Ground::Dark))] {
        writeln!(text, "    {name}: (").unwrap();
        for (role, style) in Theme::new(tint).roles() {
            if let Some(colour) = colour(style) {
                writeln!(text, "        // {role}: {},", written(colour)).unwrap();
            }
        }
        text.push_str("    ),\n");
    }
    text + ")\n"
}

fn same_keys(one: &KeyMap, other: &KeyMap) {
    for row in TABLE {
        for (at, place) in At::ALL {
            let keys = |map: &KeyMap| map.shown(row.command, at).collect::<Vec<_>>();
            assert_eq!(keys(one), keys(other), "{} in {place}", row.name);
        }
    }
}

#[test]
fn the_example_of_keys_is_made_from_the_table_and_means_what_it_says() {
    let example = example_of_keys();
    golden::check("data/keys.ron", &example, "settings");
    for text in [example.clone(), uncommented(&example)] {
        let config = read("", &text, "");
        assert_eq!(config.problems, []);
        same_keys(&config.keys, &KeyMap::default());
    }
    assert_eq!(uncommented(&example).matches("\n\"").count(), TABLE.len());
}

#[test]
fn the_example_of_themes_is_made_from_them_and_means_what_it_says() {
    let example = example_of_themes();
    golden::check("data/theme.ron", &example, "settings");
    let config = read("", "", &uncommented(&example));
    assert_eq!(config.problems, []);
    for (name, tint) in [
        (ThemeName::Dark, Tint::Dark),
        (ThemeName::Light, Tint::Light),
        (ThemeName::Ansi, Tint::Ansi(Ground::Dark)),
    ] {
        let theme = Theme::new(tint);
        let own = config.colours.on(name, theme.clone());
        for role in Theme::ROLES {
            let colours = [style(&own, role), style(&theme, role)].map(colour);
            assert_eq!(colours[0], colours[1], "{name:?}: {role}");
        }
    }
    assert_eq!(read("", "", &example).problems, []);
}

#[test]
fn the_example_of_settings_names_all_and_means_what_it_says() {
    let example = include_str!("../data/config.ron");
    for text in [example.to_owned(), uncommented(example)] {
        let config = read(&text, "", "");
        assert_eq!((config.problems, config.options), (vec![], Options::default()));
    }
    for name in Options::NAMES {
        assert!(example.contains(&format!("\n    // {name}: ")), "{name}");
    }
}

/// A person with settings of their own before the sample.
fn person(settings: Settings, size: (u16, u16)) -> Person {
    let mut person = Person::at(sample(), size);
    let opened = Opened::new(Arc::new(sample()), Some(Version(0)));
    person.model = Model::new(size, PathBuf::from("talks.ron"), opened, 7, settings);
    person
}

#[test]
fn what_is_wrong_is_shown_at_the_start_and_goes_away() {
    let keys = "{\n\"sav\": \"x\",\n\"details\": \"x\"}";
    let config = read("(mouze: true)", keys, "");
    let problems = config.problems.iter().map(ToString::to_string).collect();
    let settings = Settings { keys: config.keys, problems, ..Settings::default() };
    let mut person = person(settings, (80, 24));
    let screen = person.screen();
    for words in [
        "Not all settings can be used",
        "config.ron:1: `mouze`",
        "keys.ron:2: `sav`",
        "keys.ron:3: x means both",
    ] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    person.keys("enter");
    assert!(person.model.popups.is_empty());
}

#[test]
fn many_problems_can_be_read_in_a_small_window() {
    let problems: Vec<String> =
        (1..=30).map(|line| format!("keys.ron:{line}: `no{line}` is no command")).collect();
    let mut person = person(Settings { problems, ..Settings::default() }, (40, 10));
    assert!(person.screen().contains("keys.ron:1:") && !person.screen().contains("keys.ron:30:"));
    person.keys("end");
    assert!(person.screen().contains("keys.ron:30:"), "{}", person.screen());
    person.hear(Msg::Resize(120, 60)).keys("down up");
    assert!(person.screen().contains("keys.ron:1:"));
    person.keys("esc");
    assert!(person.model.popups.is_empty());
}

#[test]
fn what_is_said_on_the_screen_names_the_keys_that_are_heard() {
    let keys = r#"{"accept": "F13", "back": "F14", "save-as": "", "help": "F15", "quit": "F16", "next-pane": "", "write": "w"}"#;
    let config = read("", keys, "");
    assert_eq!(config.problems, []);
    let mut person = person(Settings { keys: config.keys, ..Settings::default() }, (120, 36));
    assert!(person.screen().contains("F15 help") && person.screen().contains("w write"));
    person.keys("x");
    assert!(person.screen().contains("F13 yes") && person.screen().contains("F14 no"), "{}", person.screen());
    person.keys("enter esc");
    assert_eq!(person.model.popups.len(), 1, "the old keys mean nothing");
    person.keys("F14 w 'a' ctrl-s").fail("Not saved: no space");
    assert!(
        person.screen().contains("what you typed is safe. “Save as another file” saves elsewhere"),
        "{}",
        person.screen()
    );
    person.keys("F16").work();
    assert!(person.effects.iter().any(|effect| matches!(effect, soapbox::app::Effect::Leave)));
}

#[test]
fn nothing_is_saved_by_itself_where_the_person_does_not_want_it() {
    let mut person = person(Settings { autosave: false, ..Settings::default() }, (120, 36));
    person.keys("enter 'a'").pause().pause().pause().pause().hear(Msg::Wake);
    assert!(person.effects.is_empty() && person.model.wake_at().is_none() && !person.journal.is_empty());
    person.keys("ctrl-q").work();
    assert!(person.saved.is_some());
}

#[test]
fn a_text_is_as_wide_as_the_person_wants_it() {
    for (measure, expected) in [(40, 40), (400, 156)] {
        let person = person(Settings { measure, ..Settings::default() }, (200, 36));
        assert_eq!(person.model.areas().text.width, expected);
    }
}
