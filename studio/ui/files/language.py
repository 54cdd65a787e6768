"""The window's language: the system's, where there is a translation, unless the person chose one.

Words are put in place when a window is made, so another choice shows from the next start on; it is said in that
language.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from studio.base import paths, settings
from studio.base.errors import StudioError
from studio.base.sentences import in_language
from studio.ui.actions import Action
from studio.ui.files.window_words import in_window

if TYPE_CHECKING:
    from studio.ui.window import MainWindow

SYSTEM = "system"
NAMES = {"en": "English", "de": "Deutsch"}  # each in its own words
LATER = {
    SYSTEM: "The window speaks the system's language from the next start on.",
    "en": "The window speaks English from the next start on.",
    "de": "Das Fenster spricht Deutsch, sobald das Studio neu startet.",
}


def tr(text: str) -> str:
    return QCoreApplication.translate("language", text)


def said(text: str) -> str:
    """A text of the parts that know no window, in the window's language where it is a Sentence, and naming ways that a
    window has in place of commands."""
    language = QLocale().name()
    return in_language(in_window(text, language), language)


def number(value: int) -> str:
    """A whole number as people here write it."""
    locale = QLocale()
    return (QLocale("en") if locale.language() == QLocale.Language.C else locale).toString(value)


def told(error: StudioError) -> str:
    """What happened and what to do, on one line."""
    return f"{said(error.message)} {said(error.hint)}".strip()


def chosen() -> str:
    """SYSTEM or one of NAMES, as the person chose it; what cannot be read is the system's."""
    try:
        found = getattr(settings.load(), "language", SYSTEM)
    except StudioError:
        return SYSTEM
    return found if found in NAMES else SYSTEM


def keep(language: str) -> None:
    """Use a language from the next start on. Raises StudioError."""
    settings.save(settings.load().model_copy(update={"language": language}))


def install_translators(application: QApplication, language: str = "") -> list[QTranslator]:
    """Let the application speak a language, or the one chosen; English where there is no translation. Also Qt's own
    buttons and dates."""
    language = language or chosen()
    locale = QLocale.system() if language == SYSTEM else QLocale(language)
    QLocale.setDefault(locale)
    if locale.language() == QLocale.Language.English:
        return []
    made = []
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for name, folder in (("qtbase", qt), ("studio", str(paths.resources() / "translations"))):
        translator = QTranslator(application)
        if translator.load(locale, name, "_", folder):
            application.installTranslator(translator)
            made.append(translator)
    return made


def install(window: MainWindow) -> None:
    """The choice, in the View menu."""
    choice = _Choice(window)
    for language, name in ((SYSTEM, tr("Language as the system's")), *NAMES.items()):
        window.registry.register(
            Action(
                f"view.language.{language}",
                name,
                partial(choice.choose, language),
                checked=partial(choice.is_, language),
                menu="view",
                section="language",
                keywords=tr("language translation English German"),
            )
        )


class _Choice:
    """The choice as one window shows it; every action is asked often, so the file is read once."""

    def __init__(self, window: MainWindow) -> None:
        self.window, self.language = window, chosen()

    def is_(self, language: str) -> bool:
        return self.language == language

    def choose(self, language: str) -> None:
        try:
            keep(language)
        except StudioError as error:
            self.window.tell(error)
            return
        self.language = language
        self.window.say(LATER[language])
