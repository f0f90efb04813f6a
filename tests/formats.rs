//! Files of every format that was ever written: they must always load.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use soapbox::format::{self, Contents};

/// Format 1, with every field of every record, every form of text, and fields that nobody knows.
const FIRST: &str = include_str!("golden/format-1.ron");

#[test]
fn the_first_format_loads_and_is_written_as_it_was() {
    let Contents::Whole { library, comments } = format::open(FIRST.as_bytes()).contents else {
        panic!("{:?}", format::read(FIRST));
    };
    assert!(!comments);
    assert_eq!(format::write(&library), FIRST);

    // How such a text was written at first.
    let early = FIRST.replace("<<<<<<< this is\n\\u{3d}======\n\\u{3e}", "<<<<<<< this is\\n=======\\n>");
    assert_ne!(early, FIRST);
    assert_eq!(format::read(&early).as_ref(), Ok(&*library));

    let [full, bare] = &library.proposals[..] else { panic!("{library:?}") };
    assert_eq!(full.description, "Did you know that it's \"possible\"?\n\n\tC:\\> come \u{1b}");
    assert_eq!(full.outline, "1. intro (4 minutes)\n2. the C-API (1 minute)\n");
    assert_eq!(full.tags, ["gil", "c"]);
    assert_eq!(full.submissions.len(), 2);
    assert_eq!(full.submissions[0].status.word(), "rejected");
    assert_eq!(full.submissions[0].decided.unwrap().to_string(), "2018-02-28");
    assert_eq!((full.submissions[0].slot, full.submissions[0].changeover), (Some(30), Some(3)));
    assert_eq!(full.unknown.iter().collect::<Vec<_>>(), [("my-field", "[1, /* two */ 2]")]);
    assert_eq!(bare.title, "say \"hi\"\n\"#");
    assert_eq!(library.unknown.len(), 1);
}
