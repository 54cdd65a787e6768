import os
import stat

import pytest

from studio.base import atomic


def test_writes_and_replaces(tmp_path):
    path = tmp_path / "a.txt"
    atomic.write_text(path, "one\r\n")
    atomic.write_text(path, "zwö\n")
    assert path.read_bytes() == "zwö\n".encode()
    assert [found.name for found in tmp_path.iterdir()] == ["a.txt"]


def test_a_failed_write_leaves_the_earlier_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    atomic.write_text(path, "good")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        atomic.write_text(path, "bad")
    assert path.read_text() == "good"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_permissions_and_links_are_kept(tmp_path):
    path, link = tmp_path / "a.txt", tmp_path / "link"
    path.write_text("one")
    path.chmod(0o640)
    link.symlink_to(path)
    atomic.write_text(link, "two")
    assert link.is_symlink()
    assert path.read_text() == "two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_folder_replaces_the_earlier_one_whole(tmp_path):
    final, fresh = tmp_path / "final", tmp_path / "fresh"
    for folder, text in ((final, "old"), (fresh, "new")):
        folder.mkdir()
        (folder / "file").write_text(text)
    (final / "left-over").write_text("")
    atomic.replace_folder(fresh, final)
    assert sorted(path.name for path in final.iterdir()) == ["file"]
    assert (final / "file").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["final"]


def test_a_folder_that_cannot_be_moved_leaves_the_earlier_one(tmp_path, monkeypatch):
    final, fresh = tmp_path / "final", tmp_path / "fresh"
    for folder in (final, fresh):
        folder.mkdir()
    (final / "file").write_text("old")
    really = os.replace

    def refuse(source, target):
        if source == fresh:
            raise OSError("no")
        really(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="no"):
        atomic.replace_folder(fresh, final)
    assert (final / "file").read_text() == "old"


def test_a_kill_between_the_renames_is_mended(tmp_path):
    final = tmp_path / "final"
    (tmp_path / ".final.old").mkdir()
    atomic.recover_folder(final)
    assert final.is_dir()


def test_a_file_moves_to_its_place(tmp_path):
    (tmp_path / "made").write_text("x")
    atomic.replace_file(tmp_path / "made", tmp_path / "final")
    assert (tmp_path / "final").read_text() == "x"
    assert not (tmp_path / "made").exists()
