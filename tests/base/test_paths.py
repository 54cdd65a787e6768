import json

from studio.base import paths


def test_the_resources_and_samples_are_found():
    assert json.loads((paths.resources() / "procedure.schema.json").read_text("utf-8"))
    assert paths.sample("hello").is_file()
    assert paths.starter().parent == paths.resources()


def test_installed_they_lie_inside_the_package(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "PACKAGE", tmp_path / "site-packages" / "studio")
    assert paths.resources() == tmp_path / "site-packages" / "studio" / "resources"


def test_the_persons_folders_can_be_moved(monkeypatch, tmp_path):
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path))
    assert paths.data() == tmp_path / "data"
    assert paths.cache() == tmp_path / "cache"
    assert {paths.runs().parent, paths.models().parent, paths.crashes().parent} == {tmp_path / "data"}


def test_else_they_lie_where_the_system_wants_them(monkeypatch):
    monkeypatch.delenv("STUDIO_HOME", raising=False)
    assert "subterra-studio" in str(paths.data())
    assert paths.data() != paths.cache()
