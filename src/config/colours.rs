//! `theme.ron`: colours of one's own, for each theme that has some.

use super::{
    ThemeName, Wrong,
    rows::{Row, rows, word},
};
use crate::ui::{Colour, Theme};

/// Colours that take the place of a theme's: which theme, which role, which colour.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Colours(Vec<(ThemeName, &'static str, Colour)>);

/// The themes that have colours.
const COLOURED: [ThemeName; 3] = [ThemeName::Dark, ThemeName::Light, ThemeName::Ansi];

impl Colours {
    /// A theme of this name with these colours on top of its own.
    #[must_use]
    pub fn on(&self, name: ThemeName, theme: Theme) -> Theme {
        let own = self.0.iter().filter(|(theme, ..)| *theme == name);
        own.fold(theme, |theme, (_, role, colour)| theme.with(role, *colour))
    }
}

/// Reads colours of one's own. Answers what is wrong, in the order of the lines.
pub fn read(text: &str, colours: &mut Colours) -> Vec<Wrong> {
    let themes = match rows(text, 1) {
        Ok(themes) => themes,
        Err(wrong) => return vec![wrong],
    };
    let mut wrong = Vec::new();
    for theme in &themes {
        let name =
            ThemeName::ALL.into_iter().find(|(name, word)| COLOURED.contains(name) && *word == theme.name);
        let Some((name, _)) = name else {
            let words = format!("`{}` is no theme with colours: there are dark, light and ansi", theme.name);
            wrong.push((theme.line, words));
            continue;
        };
        match rows(theme.value, theme.line) {
            Err(error) => wrong.push(error),
            Ok(roles) => {
                for row in &roles {
                    match role(row) {
                        Ok((role, colour)) => colours.0.push((name, role, colour)),
                        Err(words) => wrong.push((row.line, words)),
                    }
                }
            }
        }
    }
    wrong
}

fn role(row: &Row) -> Result<(&'static str, Colour), String> {
    let role = Theme::ROLES.iter().find(|role| **role == row.name);
    let role =
        role.ok_or_else(|| format!("`{}` is no role: there are {}", row.name, Theme::ROLES.join(", ")))?;
    let colour = word(row.value).and_then(|word| word.parse().ok());
    let words =
        || format!("`{}` may be a name like \"light-blue\", a number up to 255, or \"#rrggbb\"", row.name);
    Ok((role, colour.ok_or_else(words)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::Tint;

    #[test]
    fn roles_get_other_colours_and_all_that_is_wrong_is_told() {
        let mut colours = Colours::default();
        let text = "(\n dark: (\n  accent: 42,\n  quiet: \"#8090a0\",\n  akzent: red,\n ),\n light: (good: 256),\n none: (),\n)";
        let wrong = read(text, &mut colours);
        let lines: Vec<usize> = wrong.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [5, 7, 8], "{wrong:?}");
        assert!(wrong[0].1.contains("`akzent` is no role: there are text, quiet, "));
        let dark = Theme::new(Tint::Dark);
        let own = colours.on(ThemeName::Dark, dark.clone());
        assert!(own.accent != dark.accent && own.quiet != dark.quiet && own.good == dark.good);
        assert_eq!(colours.on(ThemeName::Light, dark.clone()).accent, dark.accent);
    }
}
