from studio.base import crash


def raised():
    try:
        raise ValueError("a fault of ours")
    except ValueError as error:
        return error


def test_a_report_is_kept_and_named(monkeypatch, tmp_path):
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path))
    said = crash.report(raised(), ["check", "x.flow.json"])
    (kept,) = (tmp_path / "data" / "crashes").iterdir()
    assert str(kept) in said
    text = kept.read_text("utf-8")
    assert "studio check x.flow.json" in text
    assert "ValueError: a fault of ours" in text
    assert "Traceback" not in said


def test_where_nothing_can_be_written_it_goes_elsewhere(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("STUDIO_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    assert str(tmp_path / "crash-") in crash.report(raised(), [])
