"""The API key in the real Secret Service, each time from processes that know nothing of each other."""

from __future__ import annotations

from pathlib import Path

from tests.session import Desktop


def test_a_key_is_kept_given_back_and_forgotten(desktop: Desktop) -> None:
    assert desktop.python("tell(store.load, LIVE); tell(store.save, LIVE, WHOLE)") == "None\nNone"
    assert desktop.python("print(store.load(LIVE) == WHOLE, store.load(DEMO))") == "True None"
    assert desktop.python("tell(store.forget, LIVE); tell(store.load, LIVE)") == "None\nNone"
    assert desktop.python("tell(store.forget, LIVE)") == "None"


def test_environments_do_not_mix_and_a_new_key_replaces_the_old(desktop: Desktop) -> None:
    told = desktop.python("""
        other = Credentials.of("k2", "s2", "p2")
        store.save(LIVE, other), store.save(LIVE, WHOLE), store.save(DEMO, other)
        print(store.load(LIVE) == WHOLE, store.load(DEMO) == other)
        store.forget(LIVE)
        print(store.load(LIVE), store.load(DEMO) == other)
        store.forget(DEMO)
    """)
    assert told == "True True\nNone True"


def test_one_entry_holds_all_three_parts(desktop: Desktop) -> None:
    told = desktop.python("""
        import json, keyring
        store.save(LIVE, WHOLE)
        print(sorted(json.loads(keyring.get_password("panic-button", "live"))))
        store.forget(LIVE)
    """)
    assert told == "['key', 'passphrase', 'secret']"


def test_forgetting_removes_every_copy(desktop: Desktop) -> None:
    told = desktop.python("""
        import secretstorage
        store.save(LIVE, WHOLE)
        collection = secretstorage.get_default_collection(secretstorage.dbus_init())
        for number in "12":
            names = {"service": "panic-button", "username": "live", "application": number}
            collection.create_item(number, names, b"{}")
        print(len(list(collection.search_items({"service": "panic-button"}))))
        store.forget(LIVE)
        print(len(list(collection.search_items({"service": "panic-button"}))))
    """)
    assert told == "3\n0"


def test_a_locked_keyring_is_said_to_be_locked(bare_desktop: Desktop) -> None:
    bare_desktop.start_bus()
    bare_desktop.start_keyring()
    told = bare_desktop.python("""
        import secretstorage
        store.save(LIVE, WHOLE)
        secretstorage.get_default_collection(secretstorage.dbus_init()).lock()
        tell(store.load, LIVE), tell(store.save, LIVE, WHOLE), tell(store.forget, LIVE)
    """)
    lines = told.splitlines()
    assert len(lines) == 3
    for line in lines:
        assert line.startswith("KeyringIsLocked The keyring is locked. Without the API key")


def test_a_keyring_that_was_never_set_up_counts_as_locked(bare_desktop: Desktop) -> None:
    bare_desktop.start_bus()
    bare_desktop.start_keyring(unlocked=False)
    assert bare_desktop.python("tell(store.load, LIVE)").startswith("KeyringIsLocked ")


def test_no_bus_means_no_keyring(bare_desktop: Desktop) -> None:
    for address in ("", f"unix:path={bare_desktop.home}/nobody"):
        told = bare_desktop.python("tell(store.load, LIVE)", DBUS_SESSION_BUS_ADDRESS=address)
        assert told.startswith("KeyringMissing There is no keyring running on this computer.")


def test_a_bus_without_a_keyring_means_no_keyring(bare_desktop: Desktop) -> None:
    bare_desktop.start_bus(bare=True)
    assert bare_desktop.python("tell(store.save, LIVE, WHOLE)").startswith("KeyringMissing ")


def test_a_keyring_that_comes_later_and_goes_again_is_noticed(bare_desktop: Desktop) -> None:
    process = bare_desktop.start_python("""
        for _ in sys.stdin:
            tell(store.save, LIVE, WHOLE)
    """)
    assert process.stdin is not None
    assert process.stdout is not None

    def ask() -> str:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write("\n")
        process.stdin.flush()
        return process.stdout.readline()

    assert ask().startswith("KeyringMissing ")
    bare_desktop.start_bus(bare=True)
    assert ask().startswith("KeyringMissing ")
    bare_desktop.start_keyring()
    assert ask() == "None\n"
    assert bare_desktop.python("print(store.load(LIVE) == WHOLE)") == "True"
    bare_desktop.stop_last()
    assert ask().startswith("KeyringMissing ")
    process.communicate(timeout=20)
    assert process.returncode == 0


def test_a_keyring_found_at_the_start_and_gone_later_is_missing(bare_desktop: Desktop) -> None:
    bare_desktop.start_bus(bare=True)
    bare_desktop.start_keyring()
    process = bare_desktop.start_python("""
        tell(store.load, LIVE)
        sys.stdin.readline()
        tell(store.load, LIVE)
    """)
    assert process.stdout is not None
    assert process.stdout.readline() == "None\n"
    bare_desktop.stop_last()
    output, _ = process.communicate("\n", timeout=20)
    assert output.startswith("KeyringMissing ")


def test_a_keyring_that_loses_everything_is_refused(desktop: Desktop) -> None:
    told = desktop.python(
        "tell(store.save, LIVE, WHOLE)", PYTHON_KEYRING_BACKEND="keyring.backends.null.Keyring"
    )
    assert told.startswith("KeyringUnsafe The keyring “keyring.backends.null.Keyring” is not one")


def test_a_plain_text_keyring_is_refused_before_it_sees_the_key(desktop: Desktop, tmp_path: Path) -> None:
    (tmp_path / "plain.py").write_text(
        "import keyring.backend\n"
        "class Plaintext(keyring.backend.KeyringBackend):\n"
        "    priority = 9\n"
        "    def set_password(self, *told): print('LEAKED', told)\n"
        "    get_password = delete_password = set_password\n"
    )
    environment = desktop.environment
    told = desktop.python(
        "tell(store.save, LIVE, WHOLE); tell(store.load, LIVE); tell(store.forget, LIVE)",
        PYTHON_KEYRING_BACKEND="plain.Plaintext",
        PYTHONPATH=f"{environment['PYTHONPATH']}:{tmp_path}",
    )
    assert [line.split(" is not")[0] for line in told.splitlines()] == [
        "KeyringUnsafe The keyring “plain.Plaintext”"
    ] * 3


def test_no_keyring_chosen_on_purpose_is_respected(desktop: Desktop) -> None:
    told = desktop.python(
        "tell(store.save, LIVE, WHOLE)", PYTHON_KEYRING_BACKEND="keyring.backends.fail.Keyring"
    )
    assert told.startswith("KeyringMissing ")


def test_a_choice_that_does_not_exist_is_a_sentence(desktop: Desktop) -> None:
    for name in ("no.such.Thing", "nothing", "keyring.backends.SecretService.Nothing"):
        told = desktop.python("tell(store.load, LIVE)", PYTHON_KEYRING_BACKEND=name)
        assert told.startswith("KeyringFailed The keyring could not be used")


def test_the_keyring_library_is_loaded_only_when_needed(desktop: Desktop) -> None:
    assert desktop.python("print('keyring' in sys.modules)") == "False"


LOADED = """
store.load(LIVE)
print(*(name for name in ("kwallet", "macOS") if f"keyring.backends.{name}" in sys.modules))
"""


def test_the_secret_service_is_used_without_looking_for_what_other_systems_have(desktop: Desktop) -> None:
    for named in ("", "GNOME", "KDE"):
        assert desktop.python(LOADED, XDG_CURRENT_DESKTOP=named) == ""


def test_where_kwallet_may_be_preferred_the_library_decides(desktop: Desktop, tmp_path: Path) -> None:
    (tmp_path / "dbus.py").touch()
    path = f"{desktop.environment['PYTHONPATH']}:{tmp_path}"
    assert desktop.python(LOADED, XDG_CURRENT_DESKTOP="ubuntu:KDE", PYTHONPATH=path) == "kwallet macOS"
    assert desktop.python(LOADED, XDG_CURRENT_DESKTOP="GNOME", PYTHONPATH=path) == ""
