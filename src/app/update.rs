//! The machine: one message in, the model changed, effects out.

use std::time::Duration;

use super::{At, Command, Effect, Key, Model, Msg, Pane, Popup, Purpose, popup::Heard};

/// The longest text that is taken from one paste, in bytes: 1 MiB.
pub const LONGEST_PASTE: usize = 1 << 20;

/// Hears one message at a time since the program began and answers what is to be done outside.
pub fn update(model: &mut Model, now: Duration, msg: Msg) -> Vec<Effect> {
    let Msg::Typed(text) = msg else { return hear(model, now, msg) };
    let mut effects = Vec::new();
    // Where characters may mean commands, each is a key; it may lead to a place where the rest is text.
    let mut rest = text.as_str();
    while let Some(char) = rest.chars().next().filter(|_| !model.takes_text(rest)) {
        rest = &rest[char.len_utf8()..];
        effects.extend(hear(model, now, Msg::Key(Key::char(char))));
        if effects.contains(&Effect::Leave) {
            return effects;
        }
    }
    if !rest.is_empty() {
        effects.extend(hear(model, now, Msg::Typed(rest.to_owned())));
    }
    effects
}

fn hear(model: &mut Model, now: Duration, msg: Msg) -> Vec<Effect> {
    model.now = now;
    if model.note.as_ref().is_some_and(|note| note.until.is_some_and(|until| until <= now)) {
        model.note = None;
    }
    let mut effects = Vec::new();
    match msg {
        Msg::Key(key) => model.key(key, &mut effects),
        Msg::Mouse(mouse) => model.mouse(mouse, &mut effects),
        Msg::Typed(text) => {
            model.note = None;
            model.stays = [false; 3];
            model.typed(&text);
        }
        Msg::Paste(text) => model.paste_from_outside(&text),
        Msg::Resize(width, height) => model.size = (width, height),
        Msg::Ground(ground) => model.ground = Some(ground),
        Msg::FocusLost => model.history.close(),
        Msg::FocusGained => model.look(&mut effects),
        Msg::Stirred => model.look_soon(),
        Msg::Wake => {}
        Msg::Saved { path, mark, result } => model.saved(path, mark, result, &mut effects),
        Msg::Opened { path, result } => model.opened(path, result),
        Msg::Read { path, library } => model.read(&path, library),
        Msg::Found { version, library } => model.found(version, library, &mut effects),
        Msg::Gone(folder) => model.gone(folder.as_deref()),
        Msg::Importing { done, total } => model.importing(done, total),
        Msg::Imported(result) => model.imported(result),
        Msg::Clipboard { asked, text } => model.clipboard_answered(&asked, text),
        Msg::NotCopied(why) => model.fail(format!("Copied here alone: {why}")),
        Msg::Returned(returned) => model.returned(*returned, &mut effects),
        Msg::Journal(result) => model.protected(result),
        Msg::Spelling(news) => model.heard_of_spelling(news),
        Msg::Suspend => model.suspend(&mut effects),
        Msg::Terminate => model.terminate(&mut effects),
    }
    model.withdraw_begun(false);
    model.look_when_due(&mut effects);
    model.autosave(&mut effects);
    model.refresh();
    effects.extend(model.spelling.wishes.drain(..).map(Effect::Spelling));
    if std::mem::take(&mut model.taken_in)
        && let Some(version) = model.file.version
    {
        let (theirs, library) = (model.base.clone(), model.library.clone());
        // Before a save of the same message, which is what the file holds then.
        effects.insert(0, Effect::TakenIn { version, theirs, library });
    }
    if !model.unwritten.is_empty() {
        let (changes, library) = (std::mem::take(&mut model.unwritten), model.library.clone());
        // Before a save of the same message: what is in the file is in the journal as well.
        effects.insert(0, Effect::Journal { changes, library });
    }
    effects
}

impl Model {
    fn key(&mut self, key: Key, effects: &mut Vec<Effect>) {
        // A person who goes on has seen it, and wants to see what comes of it.
        self.note = None;
        self.stays = [false; 3];
        let at = self.at();
        let command = self.settings.keys.command(key, at);
        let (bare, shift) = key.unshifted();
        let selecting = self.settings.keys.command(bare, at);
        let selecting =
            selecting.filter(|command| shift && at.meets(At::TYPING) && command.moves_the_caret());
        match (command, selecting) {
            (Some(command), _) => self.run(command, false, effects),
            (None, Some(command)) => self.run(command, true, effects),
            (None, None) => {
                if let Some(char) = key.text().filter(|_| at.meets(At::TYPING)) {
                    return self.typed(char.encode_utf8(&mut [0; 4]));
                }
                let help = self.key_for(Command::Help);
                self.tell(format!("{key} does nothing here: {help} helps"));
            }
        }
    }

    /// Runs a command where the person is; `extend` makes a move select.
    pub(super) fn run(&mut self, command: Command, extend: bool, effects: &mut Vec<Effect>) {
        let ends_all = matches!(command, Command::Save | Command::SaveAs | Command::Quit);
        if ends_all && !self.take_popups(command, effects) {
            return;
        }
        if let Some(Popup::Find(_)) = self.popups.last() {
            return self.run_in_find(command, extend, effects);
        }
        if self.run_in_search(command) {
            return;
        }
        if let Some(mut popup) = self.popups.pop() {
            match popup.hear(command, extend, self.size) {
                Heard::Stay => self.popups.push(popup),
                Heard::Close => self.leave_popup(&popup),
                Heard::Help => {
                    self.popups.push(popup);
                    self.show_help();
                }
                Heard::Copy(text) => {
                    self.popups.push(popup);
                    self.put_on_clipboard(text, "Copied", effects);
                }
                Heard::Paste => {
                    self.popups.push(popup);
                    self.ask_clipboard(effects);
                }
                Heard::Answer(answer) => self.answer(popup, answer, effects),
                Heard::Decide(conflict, choice) => {
                    self.popups.push(popup);
                    self.decide(conflict, choice);
                }
            }
            return;
        }
        if let Some(refusal) = self.refusal(command) {
            return self.refuse(refusal);
        }
        match command {
            Command::Undo => self.undo(),
            Command::Redo => self.redo(),
            Command::Save => self.save(effects),
            Command::SaveAs => self.ask_save_as(),
            Command::Open => self.ask_open(),
            Command::OpenSample => self.open_sample(effects),
            Command::Import => self.ask_import(),
            Command::TakeIn => self.ask_take_in(),
            Command::ShowConflicts => self.show_conflicts(),
            Command::Quit => self.quit(effects),
            Command::Suspend => self.suspend(effects),
            Command::ToggleMouse => self.toggle_mouse(),
            Command::Alone => self.toggle_alone(),
            Command::WiderList
            | Command::NarrowerList
            | Command::TallerTiming
            | Command::ShorterTiming
            | Command::ResetSizes => self.run_sizes(command),
            Command::Commands => self.show_commands(),
            Command::Help => self.show_help(),
            Command::NextPane => self.step_pane(1),
            Command::PreviousPane => self.step_pane(-1),
            Command::NextField => self.step_field(true),
            Command::PreviousField => self.step_field(false),
            Command::Rename => self.rename(),
            Command::WriteElsewhere => self.write_elsewhere(effects),
            Command::Details => self.show_details(),
            Command::Search => self.begin_search(),
            Command::NewProposal => self.new_proposal(),
            Command::Duplicate => self.duplicate(),
            Command::Delete => self.ask_delete(),
            Command::AddSubmission => self.add_submission(),
            Command::ShowTiming => self.show_timing(),
            Command::Fit => self.change_minutes(command),
            Command::SetSlot => self.ask_slot(),
            Command::MakeVersion => self.ask_version(),
            Command::NextVersion => self.next_version(),
            Command::Copy => self.copy(effects),
            Command::CopyText => self.copy_text(effects),
            Command::CopyDescription => self.copy_description(effects),
            Command::AddSection => self.ask_section(),
            Command::Paste => self.ask_clipboard(effects),
            Command::Back => self.back(),
            _ => match self.at() {
                At::LIST => self.run_in_list(command),
                At::TEXT => self.run_in_text(command, extend, effects),
                At::FORM => self.run_in_form(command),
                _ => self.run_in_timing(command),
            },
        }
    }

    /// Closes what lies over the panes before the library is saved; a line of the details that was being
    /// typed is taken. Answers whether all is closed: a line that cannot be taken stays and says why.
    fn take_popups(&mut self, command: Command, effects: &mut Vec<Effect>) -> bool {
        let saves = command != Command::Quit;
        while let Some(popup) = self.popups.pop() {
            if saves && popup.must_be_answered() {
                self.popups.push(popup);
                return false;
            }
            if let Popup::Progress(_) = popup {
                effects.push(Effect::StopImport);
            }
            let Popup::Line(line) = &popup else { continue };
            // A name to save under is what the save is for.
            let names = saves && line.purpose == Purpose::SaveAs;
            if names || line.in_form().is_some() {
                let answer = line.answer();
                self.answer(popup, answer, effects);
                if names || !self.popups.is_empty() {
                    return false;
                }
            }
        }
        true
    }

    /// Whether a text that is typed here is text and no command.
    fn takes_text(&self, text: &str) -> bool {
        let at = self.at();
        // A letter is asked about once, however many came at once.
        let mut asked = [false; 128];
        let mut is_new = |char: char| {
            let asked = usize::try_from(u32::from(char)).ok().and_then(|number| asked.get_mut(number));
            asked.is_none_or(|asked| !std::mem::replace(asked, true))
        };
        at.meets(At::TYPING)
            && text
                .chars()
                .all(|char| !is_new(char) || self.settings.keys.command(Key::char(char), at).is_none())
    }

    /// A text was typed that means no command.
    fn typed(&mut self, text: &str) {
        match self.popups.last_mut() {
            Some(Popup::Find(_)) => self.type_sought(text),
            Some(popup) => popup.line_mut().into_iter().for_each(|line| line.insert(text)),
            None => self.type_words(text),
        }
    }

    /// Takes what was pasted, up to [`LONGEST_PASTE`]; what stands beyond is refused, and that is told.
    pub(super) fn paste_from_outside(&mut self, text: &str) {
        let at = self.at();
        self.stays = [false; 3];
        if text.len() > LONGEST_PASTE {
            return self.fail(format!("Not pasted: it has too many bytes, the limit is {LONGEST_PASTE}"));
        }
        match self.popups.last_mut() {
            Some(Popup::Find(_)) => self.type_sought(text),
            Some(popup) => popup.line_mut().into_iter().for_each(|line| line.insert(text)),
            None if at == At::TEXT => self.paste_text(text),
            None => {
                let key = self.settings.keys.first(Command::Write, At::LIST);
                self.fail(format!("Nothing is open to paste into: press {key} on a proposal first"));
            }
        }
    }

    /// The next pane in reading order, or the one before.
    pub(super) fn step_pane(&mut self, steps: isize) {
        const ORDER: [Pane; 3] = [Pane::Proposals, Pane::Editor, Pane::Timing];
        let here = ORDER.iter().position(|pane| *pane == self.pane).unwrap_or(0);
        let there = here.saturating_add_signed(steps + 3) % ORDER.len();
        self.pane = ORDER[there];
        if self.pane == Pane::Timing && self.proposal().is_none() {
            self.pane = ORDER[there.saturating_add_signed(steps + 3) % ORDER.len()];
        }
        self.history.close();
    }

    /// The next tab in the editor, behind the last one the first; the same backwards.
    pub(super) fn step_tab(&mut self, steps: isize) {
        let count = self.tabs().len();
        self.show(self.subject.clone(), self.tab.saturating_add_signed(steps + count.cast_signed()) % count);
    }

    /// The next tab in the editor, beyond the last one the next pane; the same backwards.
    fn step_field(&mut self, forward: bool) {
        let tab = if forward { self.tab + 1 } else { self.tab.wrapping_sub(1) };
        if self.pane == Pane::Editor && tab < self.tabs().len() {
            self.show(self.subject.clone(), tab);
            return;
        }
        self.step_pane(if forward { 1 } else { -1 });
        if self.pane == Pane::Editor {
            let tab = if forward { self.tab } else { self.tabs().len().saturating_sub(1) };
            self.show(self.subject.clone(), tab);
        }
    }

    /// One step back: from the text alone to all panes, from remarks to the details, from anywhere to the list.
    fn back(&mut self) {
        if std::mem::take(&mut self.alone) {
            return;
        }
        let tab_place = self.tabs().get(self.tab).and_then(|tab| tab.place(&self.subject));
        if self.pane == Pane::Editor && self.desk.as_ref().map(|desk| &desk.place) != tab_place.as_ref() {
            self.clear_desk();
            return;
        }
        self.history.close();
        self.pane = Pane::Proposals;
    }
}
