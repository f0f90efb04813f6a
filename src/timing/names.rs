//! Names of the fields of a proposal, in the languages that speakers write in.

use std::{
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
    sync::LazyLock,
};

/// What a line with a label is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// What the outline adds up to.
    Total,
    /// The slot asked for.
    Length,
    /// Here the outline begins.
    Outline,
    /// The title of the talk.
    Title,
    /// Here something else begins.
    Other,
    /// The form of the talk, with the slot asked for behind it: `Talk - 15 minutes`.
    Form,
}

/// What a word says in the name of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Word {
    /// It names the field.
    Names(Field),
    /// It goes with such a word: `detailed`, `my`.
    Manner,
}

/// Names of what an outline adds up to, in small letters, as they stand within a line.
pub(super) const TOTALS: [&str; 9] =
    ["total", "gesamt", "insgesamt", "totaal", "totale", "razem", "итого", "всего", "合計"];

/// The words of names, in small letters.
const WORDS: [(Word, &str); 7] = [
    // Names of the slot asked for.
    (
        Word::Names(Field::Length),
        "duration length slot slots time dauer länge vortragsdauer durée duree duración duracion duração \
        duracao durata duur lengte czas продолжительность длительность время 所要時間 発表時間 持ち時間 時間 时长 时间 時長 \
        format kind type formato formaat",
    ),
    // Names of what has the length of a slot.
    (
        Word::Names(Field::Form),
        "talk workshop tutorial session lab keynote lecture presentation vortrag atelier taller charla \
        palestra voordracht доклад 講演 发表",
    ),
    // Names of the outline.
    (
        Word::Names(Field::Outline),
        "outline agenda plan programme program schedule structure timing timings timeline breakdown flow \
        gliederung ablauf struktur zeitplan déroulé deroule déroulement sommaire esquema temario estructura \
        guion guión roteiro programação estrutura scaletta struttura programma opzet indeling konspekt \
        harmonogram план программа структура アウトライン 構成 アジェンダ 目次 流れ 大纲 提纲 议程 大綱 conspectus",
    ),
    // Names of what the outline adds up to.
    (
        Word::Names(Field::Total),
        "total sum gesamt insgesamt summe totaal totale suma razem łącznie итого всего 合計 合计 总计 总共 总时长 計",
    ),
    // Names of the title.
    (
        Word::Names(Field::Title),
        "title titel titre título titulo titolo tytuł название タイトル 标题 题目 題目",
    ),
    // Names of fields of which nothing else is known than that they are not the outline.
    (
        Word::Names(Field::Other),
        "abstract abstracts description notes note audience biography biographies bio bios level speaker \
        speakers presenter presenters requirements prerequisites takeaways objectives objective keywords \
        tags references category categories summary pitch feedback experience experiences comments comment \
        status links motivation track recording about requirement resources resource bibliography equipment \
        learn outcomes beschreibung zusammenfassung zielgruppe notizen anmerkungen publikum vorkenntnisse \
        referent résumé resume public prérequis objectifs descripción descripcion resumen audiencia público \
        publico notas objetivos requisitos descrição descricao resumo descrizione destinatari riassunto \
        obiettivi beschrijving samenvatting doelgroep opmerkingen opis uwagi streszczenie odbiorcy описание \
        аннотация аудитория заметки требования 概要 対象者 説明 備考 自己紹介 摘要 简介 备注 听众 proposer author authors contact \
        date year outcome video videos conference topic topics email name language tag remark remarks goal \
        goals themes theme submitted code 概述",
    ),
    // Words that go with a name and change nothing of it.
    (
        Word::Manner,
        "a an and the my your this our of for in with by to detailed rough full short long proposed tentative \
        draft preliminary suggested intended target additional extended extra other further past previous \
        private personal promotional preferred desired requested estimated expected approximate python \
        technical speaking special learning complete brief elevator lesson meeting call reviewers review reviewer committee \
        organizers contents content timed lightning standard regular hands on course talks style available \
        page main general recommended optional minutes initial der die das des und für zum geplante \
        detaillierte ausführliche le la les du de et détaillé détaillée el los y del detallado o e do da dos \
        detalhado detalhada il lo van het en выступления доклада trwania wystąpienia prezentacji の",
    ),
];

/// A name of more words is a sentence.
const MOST_WORDS: usize = 6;

/// The words of names with what they say.
static KNOWN: LazyLock<HashMap<&str, Word, BuildHasherDefault<Letters>>> = LazyLock::new(|| {
    WORDS.iter().flat_map(|(says, words)| words.split_whitespace().map(|word| (word, *says))).collect()
});

/// The hash of a word, FNV-1a: most words of an outline are looked up, all that are found are ours, and none
/// is long.
struct Letters(u64);

impl Default for Letters {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Letters {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// What a name is the name of, if all its words are known: `Detailed outline`, `Length of the talk`.
pub(super) fn field(name: &str) -> Option<Field> {
    named(name, 0)
}

/// What a heading is the name of. Its last word may be enough: `Promotional summary`.
pub(super) fn heading_field(name: &str) -> Option<Field> {
    const MOST_UNKNOWN: usize = 2;
    let field = named(name, MOST_UNKNOWN)?;
    let last = || name.rsplit(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
    let exact = || self::field(name) == Some(field);
    (exact() || field == Field::Other && last().is_some_and(|word| says(word).is_some())).then_some(field)
}

/// The foremost field among the words of a name, of which so many may be unknown.
fn named(name: &str, most_unknown: usize) -> Option<Field> {
    let (mut unknown, mut found) = (0, None);
    for (number, word) in words(name).enumerate() {
        match says(word) {
            _ if number == MOST_WORDS => return None,
            Some(Word::Names(field)) => found = Some(found.map_or(field, |other: Field| other.min(field))),
            Some(Word::Manner) => {}
            None if unknown == most_unknown => return None,
            None => unknown += 1,
        }
    }
    found
}

/// The words of a name.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty())
}

/// What a word says.
fn says(word: &str) -> Option<Word> {
    const LONGEST: usize = 24;
    if word.is_ascii() {
        let mut small = [0; LONGEST];
        let small = small.get_mut(..word.len())?;
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        return KNOWN.get(std::str::from_utf8(small).ok()?).copied();
    }
    KNOWN.get(word.to_lowercase().as_str()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_known_in_many_forms() {
        for (name, found) in [
            ("Duration", Field::Length),
            ("Talk format", Field::Length),
            ("LENGTH OF THE TALK", Field::Length),
            ("Talk", Field::Form),
            ("Detailed outline", Field::Outline),
            ("Outline for review", Field::Outline),
            ("Total time", Field::Total),
            ("Additional notes", Field::Other),
            ("Gliederung", Field::Outline),
            ("Длительность доклада", Field::Length),
            ("所要時間", Field::Length),
        ] {
            assert_eq!(field(name), Some(found), "{name}");
        }
        let long = "the length of the talk of the outline";
        for name in ["", "Tides", "Introduction and outline", "The", long] {
            assert_eq!(field(name), None, "{name}");
        }
    }

    #[test]
    fn headings_are_known_by_their_last_word() {
        assert_eq!(heading_field("Sample bio"), Some(Field::Other));
        assert_eq!(heading_field("Sample outline"), None);
        assert_eq!(heading_field("Notes on tides"), None);
        assert_eq!(heading_field("What the notes of Bach's pupils say"), None);
    }

    #[test]
    fn no_word_is_listed_twice() {
        let all = WORDS.iter().flat_map(|(_, words)| words.split_whitespace()).count();
        assert_eq!(KNOWN.len(), all);
    }
}
