//! The command line on real files: what it prints, what it writes, and its exit status.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod golden;

use std::{
    collections::BTreeSet,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

const SAMPLE: &str = include_str!("../data/pycon-2018-proposals.txt");

/// A folder of its own, in which the program runs.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("page.txt"), SAMPLE).unwrap();
        Self(folder)
    }

    /// With the sample imported into `talks.ron`.
    fn with_library() -> Self {
        let folder = Self::new();
        assert_eq!(folder.run("import page.txt --into talks.ron").status.code(), Some(0));
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_soapbox"));
        command.args(arguments.split_whitespace()).current_dir(self.0.path()).env_remove("SOAPBOX_FILE");
        for (name, folder) in [
            ("HOME", "home"),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_RUNTIME_DIR", "run"),
        ] {
            command.env(name, self.path(folder));
        }
        command
    }

    fn run(&self, arguments: &str) -> Output {
        self.command(arguments).stdin(Stdio::null()).output().unwrap()
    }

    fn run_with_input(&self, arguments: &str, input: &[u8]) -> Output {
        let piped = || Stdio::piped();
        let mut child =
            self.command(arguments).stdin(piped()).stdout(piped()).stderr(piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        child.wait_with_output().unwrap()
    }

    fn json(&self, arguments: &str) -> Value {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

fn data(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Fails with one message that says all of `words`, and prints no data.
fn assert_fails(output: &Output, words: &[&str]) {
    let message = errors(output);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(output.stdout.is_empty() && message.starts_with("soapbox: "), "{message}");
    for word in words {
        assert!(message.contains(word), "{message}");
    }
    assert!(!message.contains(|c: char| c.is_control() && c != '\n'), "{message:?}");
}

#[test]
fn a_command_behind_an_option_is_not_taken_for_the_name_of_a_library() {
    let folder = Folder::new();
    let output = folder.run("--theme light demo");
    assert_eq!((output.status.code(), data(&output).as_str()), (Some(2), ""));
    let said = errors(&output);
    assert!(said.starts_with("soapbox: `demo` is a command, and comes before the options"), "{said}");
    // Where there is such a file it is meant, and so is one whose folder is named.
    fs::copy(folder.path("page.txt"), folder.path("list")).unwrap();
    for name in ["list", "./demo"] {
        let said = errors(&folder.run(&format!("--theme light {name}")));
        assert!(said.starts_with("soapbox: this is no terminal"), "{said}");
    }
}

#[test]
fn the_page_comes_back_as_it_went_in() {
    let folder = Folder::with_library();
    assert_eq!(data(&folder.run("export --file talks.ron --format markdown")), SAMPLE);
    assert_eq!(data(&folder.run("export --file talks.ron --proposal subinterp")), SAMPLE);
}

#[test]
fn what_is_there_already_is_skipped_and_told() {
    let folder = Folder::with_library();
    let before = folder.read("talks.ron");
    let output = folder.run("import page.txt --into talks.ron");
    assert!(errors(&output).contains("skipped, it is there already: Subinterpreters and You!"));
    assert!(errors(&output).contains("0 added, 1 skipped") && output.stdout.is_empty());
    assert_eq!(folder.read("talks.ron"), before);
}

#[test]
fn a_library_with_comments_is_kept_when_something_comes_in() {
    let folder = Folder::with_library();
    let before = format!("{}// mine\n", folder.read("talks.ron"));
    fs::write(folder.path("talks.ron"), &before).unwrap();
    let output = folder.run_with_input("import - --into talks.ron", b"# Sails\n\nWhite.\n");
    let told = errors(&output);
    let kept = told.split("comments is kept: ").nth(1).and_then(|rest| rest.lines().next()).unwrap();
    assert_eq!(fs::read_to_string(folder.path(kept)).unwrap(), before, "{told}");
}

#[test]
fn folders_files_and_standard_input_are_imported_together() {
    let folder = Folder::new();
    fs::create_dir_all(folder.path("talks/2019/.git")).unwrap();
    for (name, text) in [
        ("talks/b.md", "# Boats\n\n## Abstract\n\nThey float.\n"),
        ("talks/2019/a.md", "# Anchors\n\nThey do not.\n"),
        ("talks/2019/.git/c.md", "# Hidden\n"),
        ("talks/picture.png", "no text"),
    ] {
        fs::write(folder.path(name), text).unwrap();
    }
    let output = folder.run_with_input("import talks - --into talks.ron", b"# Sails\n\nWhite.\n");
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    let listed = folder.json("list --file talks.ron --json");
    let titles: Vec<&str> =
        listed["proposals"].as_array().unwrap().iter().map(|p| p["title"].as_str().unwrap()).collect();
    assert_eq!(titles, ["Anchors", "Boats", "Sails"]);
}

#[test]
fn bytes_that_are_no_text_name_their_place_and_change_nothing() {
    let folder = Folder::with_library();
    let before = folder.read("talks.ron");
    fs::write(folder.path("bad.md"), b"# Good\nline\n\xff\n").unwrap();
    let output = folder.run("import page.txt bad.md --into talks.ron");
    assert_fails(&output, &["bad.md", "not UTF-8", "line 3", "byte 12"]);
    assert_fails(
        &folder.run_with_input("import - --into talks.ron", b"a\n\xff"),
        &["standard input", "line 2", "byte 2"],
    );
    assert_eq!(folder.read("talks.ron"), before);
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_accepted() {
    let folder = Folder::new();
    let windows = format!("\u{feff}{}", SAMPLE.replace('\n', "\r\n"));
    fs::write(folder.path("windows.txt"), windows).unwrap();
    folder.run("import windows.txt --into talks.ron");
    assert_eq!(data(&folder.run("export --file talks.ron")), SAMPLE);
    let windows = format!("\u{feff}{}", folder.read("talks.ron").replace('\n', "\r\n"));
    fs::write(folder.path("talks.ron"), windows).unwrap();
    assert_eq!(data(&folder.run("export --file talks.ron")), SAMPLE);
}

#[test]
fn the_list_as_json_has_its_documented_keys() {
    let folder = Folder::with_library();
    let listed = folder.json("list --file talks.ron --json");
    let proposal = &listed["proposals"][0];
    assert_eq!(proposal["title"], "Subinterpreters and You!");
    assert_eq!(proposal["id"].as_str().unwrap().len(), 12);
    let submission = &proposal["submissions"][0];
    assert_eq!(submission["venue"], "PyCon 2018");
    assert_eq!((&submission["number"], &submission["status"]), (&"914".into(), &"rejected".into()));
    let shown = folder.json("show subinterp --file talks.ron --json");
    assert_eq!(shown["id"], proposal["id"]);
    assert!(shown["outline"].as_str().unwrap().contains("(total: 25 minutes)"));
    let found = folder.run(&format!("show {} --file talks.ron", proposal["id"].as_str().unwrap()));
    assert!(data(&found).starts_with("Subinterpreters and You!\nrejected (PyCon 2018 #914)\n"));
}

#[test]
fn the_timing_of_a_library_a_page_and_an_outline() {
    let folder = Folder::with_library();
    fs::write(folder.path("outline.txt"), "1. Masts (7 min)\n2. Knots (2-3 min)\n").unwrap();
    for arguments in ["timing talks.ron --json", "timing --file talks.ron --json", "timing page.txt --json"] {
        let timing = folder.json(arguments);
        let proposal = &timing["proposals"][0];
        let sections = proposal["sections"].as_array().unwrap().iter();
        let minutes: Vec<u64> = sections.filter_map(|section| section["minutes"].as_u64()).collect();
        assert_eq!(minutes, [4, 1, 1, 3, 2, 2, 5, 2, 2, 3], "{arguments}");
        assert_eq!((&proposal["total_minutes"], &proposal["stated_total"]), (&25.into(), &25.into()));
        assert_eq!(proposal["slot_minutes"], serde_json::json!([30, 45]));
    }
    let timing = folder.json("timing outline.txt --json");
    let knots = &timing["proposals"][0]["sections"][1];
    assert_eq!((&knots["minutes"], &knots["min"], &knots["max"]), (&Value::Null, &2.into(), &3.into()));
    assert_eq!(timing["proposals"][0]["total_max"], 10);
    let chart = data(&folder.run("timing talks.ron"));
    assert!(
        chart.contains("25 planned · 5 spare")
            && chart.contains("45 minute version: 25 planned · 20 left for 3 untimed"),
        "{chart}"
    );
}

#[test]
fn a_title_that_fits_several_lists_them() {
    let folder = Folder::new();
    fs::write(folder.path("two.md"), "# Boats one\n\na\n\n# Boats two\n\nb\n").unwrap();
    folder.run("import two.md --into talks.ron");
    assert_fails(&folder.run("show boats --file talks.ron"), &["fits several", "Boats one", "Boats two"]);
    assert_fails(&folder.run("show ships --file talks.ron"), &["no proposal", "ships"]);
    assert_eq!(folder.run("show boats\u{20}one --file talks.ron").status.code(), Some(2));
}

#[test]
fn an_export_never_writes_over_a_file_without_force() {
    let folder = Folder::with_library();
    fs::write(folder.path("out.md"), "mine").unwrap();
    assert_fails(&folder.run("export --file talks.ron --output out.md"), &["out.md", "exists"]);
    assert_eq!(folder.read("out.md"), "mine");
    assert_eq!(folder.run("export --file talks.ron --output out.md --force").status.code(), Some(0));
    assert_eq!(folder.read("out.md"), SAMPLE);
}

#[test]
fn a_broken_library_is_told_with_line_and_column_and_never_written_over() {
    let folder = Folder::with_library();
    let broken = folder.read("talks.ron").replace("status: rejected", "status: perhaps");
    fs::write(folder.path("talks.ron"), &broken).unwrap();
    for arguments in ["list --file talks.ron", "import page.txt --into talks.ron", "timing talks.ron"] {
        assert_fails(&folder.run(arguments), &["line ", "column ", "perhaps"]);
    }
    assert_eq!(folder.read("talks.ron"), broken);
}

#[test]
fn the_library_is_found_by_the_rules() {
    let folder = Folder::with_library();
    assert_fails(&folder.run("list"), &["there is no library", "--file"]);
    fs::rename(folder.path("talks.ron"), folder.path("proposals.ron")).unwrap();
    assert!(data(&folder.run("list")).contains("Subinterpreters"));
    let output = folder.command("list").env("SOAPBOX_FILE", folder.path("other.ron")).output().unwrap();
    assert_fails(&output, &["other.ron"]);
    fs::remove_file(folder.path("proposals.ron")).unwrap();
    folder.run("import page.txt");
    assert!(Path::new(&folder.path("data/soapbox/proposals.ron")).exists());
}

#[test]
fn hostile_text_is_shown_and_not_executed() {
    let folder = Folder::new();
    let title = "Evil \u{1b}]0;x\u{7} \u{202e}txt";
    fs::write(folder.path("evil.md"), format!("# {title}\n\n1. \u{9b}31m (4 min)\n")).unwrap();
    let hostile = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
    let imported = folder.run("import evil.md --into talks.ron");
    assert!(!errors(&imported).contains(hostile), "{:?}", errors(&imported));
    for arguments in ["list --file talks.ron", "show evil --file talks.ron", "timing talks.ron"] {
        let output = data(&folder.run(arguments));
        assert!(output.contains("Evil") && !output.contains(hostile), "{output:?}");
    }
    assert!(!folder.read("talks.ron").contains(hostile), "no raw control character is in the file");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = Folder::with_library();
    let mut child = folder
        .command("export --file talks.ron")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!((output.status.code(), errors(&output).as_str()), (Some(0), ""));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_standard_output_is_told_in_one_line_and_changes_nothing() {
    let folder = Folder::with_library();
    let before = folder.read("talks.ron");
    for arguments in ["list", "show subinterpreters", "export", "list --json", "keys"] {
        let file = if arguments == "keys" { "" } else { " --file talks.ron" };
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = folder.command(&format!("{arguments}{file}")).stdout(full).output().unwrap();
        let said = errors(&output);
        assert_eq!(output.status.code(), Some(2), "{arguments}: {said}");
        assert!(said.starts_with("soapbox: ") && said.trim_end().lines().count() == 1, "{arguments}: {said}");
    }
    assert_eq!(folder.read("talks.ron"), before);
}

/// Row 49: files made to cost time and memory, read by a program that may have little.
#[cfg(target_os = "linux")]
#[test]
fn hostile_files_are_refused_in_little_memory() {
    let folder = Folder::new();
    for (before, piece, count, words) in [
        ("(format: 1, x: ", "[", 1_000_000, "nested too deeply"),
        ("(format: 1, x: ", "/*", 1_000_000, "a comment has no `*/`"),
        ("(format: 1, proposals: [", "(),", 2_000_000, "more than 20000 proposals"),
        ("(format: 1, proposals: [(tags: [", "\"\",", 2_000_000, "more than 64 tags"),
    ] {
        fs::write(folder.path("bomb.ron"), [before, &piece.repeat(count)].concat()).unwrap();
        refused_in_little_memory(&folder, words);
    }
    // Longer than a file may be: not a byte of it is read.
    fs::File::create(folder.path("bomb.ron")).unwrap().set_len(100_000_000_000).unwrap();
    refused_in_little_memory(&folder, "it has 100000000000 bytes, the limit is 67108864");
}

/// Reads `bomb.ron` with no more than 128 MiB of memory.
#[cfg(target_os = "linux")]
fn refused_in_little_memory(folder: &Folder, words: &str) {
    let mut command = Command::new("/bin/sh");
    command.args(["-c", "ulimit -v 131072 && exec \"$@\"", "sh", env!("CARGO_BIN_EXE_soapbox")]);
    command.args(["list", "--file", "bomb.ron"]).current_dir(folder.path(""));
    let output = command.output().unwrap();
    let said = errors(&output);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains(words) && said.trim_end().lines().count() == 1, "{said}");
}

#[test]
fn wrong_usage_ends_2_and_help_and_version_0() {
    let folder = Folder::new();
    for (arguments, status) in [
        ("--nonsense", 2),
        ("show", 2),
        ("export --force", 2),
        ("--help", 0),
        ("timing --help", 0),
        ("--version", 0),
    ] {
        assert_eq!(folder.run(arguments).status.code(), Some(status), "{arguments}");
    }
    assert!(data(&folder.run("--version")).starts_with("soapbox 0."));
    assert!(data(&folder.run("keys")).contains("Ctrl-S"));
}

#[test]
fn the_page_of_keys_is_the_one_that_the_table_makes() {
    let page = data(&Folder::with_library().run("keys --markdown"));
    golden::check("docs/KEYS.md", &page, "cli");
}

#[test]
fn without_a_terminal_the_editor_says_so_and_touches_nothing() {
    let folder = Folder::with_library();
    let before = folder.read("talks.ron");
    assert_fails(&folder.run("talks.ron"), &["no terminal"]);
    assert_fails(&folder.run("demo"), &["no terminal"]);
    assert_eq!(folder.read("talks.ron"), before);
}

#[test]
fn a_slot_chooses_the_version_and_is_held_against_any_outline() {
    let folder = Folder::with_library();
    let chart = data(&folder.run("timing talks.ron --slot 45"));
    assert!(
        chart.contains("45 minute slot") && chart.contains("25 planned · 20 left for 3 untimed"),
        "{chart}"
    );
    assert!(
        chart.contains("additional practical examples") && chart.contains("30 minute version"),
        "{chart}"
    );
    let over = folder.run_with_input("timing - --slot 10", b"1. Masts (7 min)\n2. Knots (5 min)\n");
    assert!(data(&over).contains("12 planned · 2 over!"), "{}", data(&over));
    let timing = folder.json("timing talks.ron --slot 20 --json");
    let proposal = &timing["proposals"][0];
    assert_eq!((&proposal["slot_minutes"], &proposal["verdict"]), (&20.into(), &"over".into()));
    assert_eq!(proposal["delta_minutes"], 5);
    assert_eq!(folder.run("timing talks.ron --slot 0").status.code(), Some(2));
}

#[test]
fn a_file_with_several_talks_has_a_chart_for_each() {
    let folder = Folder::new();
    let talks = "# Boats\n\n## Outline\n\nDuration: 20 minutes\n\n- Hulls (6 min)\n\n\
                 # Bees\n\n## Outline\n\nDuration: 10 minutes\n\n- Hives (12 min)\n";
    fs::write(folder.path("talks.md"), talks).unwrap();
    let timing = folder.json("timing talks.md --json");
    let proposals = timing["proposals"].as_array().unwrap();
    let read: Vec<(&str, &str)> = proposals
        .iter()
        .map(|talk| (talk["title"].as_str().unwrap(), talk["verdict"].as_str().unwrap()))
        .collect();
    assert_eq!(read, [("Boats", "short"), ("Bees", "over")]);
}

/// All keys of an object, and of the objects in it; the keys of objects that are keyed by slot are not ours.
fn keys(value: &Value, found: &mut BTreeSet<String>) {
    for (key, inside) in value.as_object().into_iter().flatten() {
        found.insert(key.clone());
        if !["alt", "variant_totals"].contains(&key.as_str()) {
            keys(inside, found);
        }
    }
    value.as_array().into_iter().flatten().for_each(|inside| keys(inside, found));
}

#[test]
fn the_keys_of_json_are_those_that_are_documented() {
    let folder = Folder::with_library();
    let mut printed = BTreeSet::new();
    for command in ["list --file talks.ron", "show subinterp --file talks.ron", "timing talks.ron", "keys"] {
        keys(&folder.json(&format!("{command} --json")), &mut printed);
    }
    let mut documented: BTreeSet<String> =
        ["proposals", "commands", "place", "name", "keys"].map(str::to_owned).into();
    for row in include_str!("../docs/json.md").lines().filter(|line| line.starts_with("| `")) {
        let keys = row.split('|').nth(1).unwrap().split('`').skip(1).step_by(2);
        documented.extend(keys.map(str::to_owned));
    }
    assert_eq!(printed, documented);
}

#[test]
fn versions_are_listed_and_restored() {
    use soapbox::journal;
    use soapbox::store::{disk, files::Disk};
    let folder = Folder::with_library();
    let path = folder.path("talks.ron").canonicalize().unwrap();
    assert!(errors(&folder.run("backups talks.ron")).contains("no versions of this library yet"));
    let mut library = disk::load(&path).unwrap().unwrap();
    let journals = journal::folder_of(&folder.path("state/soapbox"), &path);
    let journal = journal::Journal::new(std::sync::Arc::new(Disk), journals.clone(), path.clone(), 0);
    library.title = "Not saved yet\u{1b}[31m".into();
    journal.prepare(std::sync::Arc::new(library.clone()), None);
    journal.begin(1_764_000_000).unwrap();
    journal.close("closed\u{202e}").unwrap();
    fs::write(journals.join("j-000002"), "no journal").unwrap();
    let listed = data(&folder.run("backups talks.ron"));
    let (second, first) = listed.split_once('\n').unwrap();
    assert_eq!(second.trim(), "2  cannot be read: its beginning is damaged");
    assert!(first.contains("1  2025-11-24 16:00 UTC  1 proposal  0 changes  closed"), "{first}");
    assert!(first.ends_with("not all of it is in the file\n") && !first.contains('\u{202e}'), "{first}");
    // A run that could not use that folder.
    let elsewhere = path.with_file_name(".talks.ron.journal");
    let journal = journal::Journal::new(std::sync::Arc::new(Disk), elsewhere, path.clone(), 2);
    journal.prepare(std::sync::Arc::new(library.clone()), None);
    journal.begin(1_764_000_000).unwrap();
    let listed = data(&folder.run("backups talks.ron"));
    assert!(
        listed.starts_with("     3  2025-11-24") && listed.ends_with(&format!("{second}\n{first}")),
        "{listed}"
    );
    // The library may be gone altogether.
    fs::remove_file(&path).unwrap();
    let output = folder.run("backups restore 1 talks.ron --output back.ron");
    assert_eq!(output.status.code(), Some(0), "{}", errors(&output));
    assert_eq!(disk::load(&folder.path("back.ron")), Ok(Some(library)));
    assert_fails(&folder.run("backups restore 1 talks.ron --output back.ron"), &["back.ron"]);
    assert_eq!(folder.run("backups restore 1 talks.ron --output back.ron --force").status.code(), Some(0));
    assert_fails(&folder.run("backups restore 2 talks.ron --output x.ron"), &["version 2", "damaged"]);
    assert_eq!(folder.run("backups restore 3 talks.ron --output third.ron").status.code(), Some(0));
    assert_fails(
        &folder.run("backups restore 4 talks.ron --output x.ron"),
        &["version 4", "there is none of that number"],
    );
}

#[test]
fn the_manual_page_and_the_completions_know_every_subcommand() {
    let folder = Folder::new();
    let page = data(&folder.run("man"));
    assert!(page.contains(".TH soapbox 1"), "{page}");
    let help = data(&folder.run("--help"));
    let commands = help.split_once("Commands:\n").unwrap().1.split_once("\n\n").unwrap().0;
    let names: Vec<&str> = commands.lines().filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() > 8, "{help}");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = data(&folder.run(&format!("completions {shell}")));
        for name in &names {
            assert!(script.contains(name), "{shell}: {name}");
        }
    }
    for name in &names {
        assert!(page.contains(&format!("soapbox\\-{name}(1)")), "{name}: {page}");
        assert!(data(&folder.run(&format!("man {name}"))).contains(&format!(".TH soapbox-{name} 1")));
    }
    assert_fails(&folder.run("man nope"), &["there is no subcommand `nope`"]);
}

#[test]
#[cfg(unix)]
fn bash_completes_with_what_is_printed_for_it() {
    let folder = Folder::new();
    fs::write(folder.path("soapbox.bash"), data(&folder.run("completions bash"))).unwrap();
    let script = ". ./soapbox.bash && COMP_WORDS=(soapbox ti) COMP_CWORD=1 && _soapbox soapbox ti soapbox \
                  && echo \"${COMPREPLY[@]}\"";
    let output = Command::new("bash").args(["-c", script]).current_dir(folder.path("")).output().unwrap();
    assert_eq!((errors(&output), data(&output)), (String::new(), "timing\n".to_owned()));
}

#[test]
fn keys_are_those_of_the_person_and_what_is_wrong_is_told() {
    let folder = Folder::new();
    let file = |name: &str| folder.path("config/soapbox").join(name);
    assert!(data(&folder.run("settings")).contains("config/soapbox/keys.ron (not there)"));
    fs::create_dir_all(file("")).unwrap();
    fs::write(file("keys.ron"), "{\n\"undo\": \"F20\",\n\"redoo\": \"F19\",\n\"save\": \"F20\"}").unwrap();
    fs::write(file("theme.ron"), "(\n dark: (\n  quiet: \"\u{1b}[31m\"").unwrap();
    fs::create_dir(file("config.ron")).unwrap();
    for arguments in ["keys", "settings"] {
        let output = folder.run(arguments);
        assert_eq!(output.status.code(), Some(1));
        let told = errors(&output);
        let starts: Vec<&str> = told.lines().map(|line| line.split(' ').next().unwrap()).collect();
        assert_eq!(starts, ["config.ron:", "keys.ron:3:", "keys.ron:4:", "theme.ron:3:"], "{told}");
        assert!(!told.contains('\u{1b}') && told.contains("F20 means both undo and save"), "{told}");
    }
    let key = |arguments: &str| {
        let text = String::from_utf8(folder.run(arguments).stdout).unwrap();
        text.lines()
            .find(|line| line.ends_with("  Undo"))
            .unwrap()
            .trim()
            .split(' ')
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!((key("keys"), key("keys --default")), ("F20".to_owned(), "Ctrl-Z".to_owned()));
}

#[test]
fn examples_of_settings_are_those_that_are_shipped() {
    let folder = Folder::new();
    for name in ["config", "keys", "theme"] {
        let shipped = Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name).with_extension("ron");
        assert_eq!(data(&folder.run(&format!("settings {name}"))), fs::read_to_string(shipped).unwrap());
    }
}
