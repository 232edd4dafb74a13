"""What is known against the locked dependencies and against this code: `make audit`.

A dependency that nobody could look up counts as not looked up, never as clean.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from packing import facts

LOCKS = (
    "requirements.lock",
    "requirements-package.lock",
    "requirements-dev.lock",
    "requirements-audit.lock",
    "requirements-bench.lock",
)
CODE = ("gui", "packing", "tools", "bench", "build.spec")
_NO_FOLDERS = ("--config", "lint.per-file-ignores={}")
# What may travel with a program under MIT; the LGPL's as libraries of their own that may be replaced.
WELCOME = ("MIT", "BSD", "APACHE", "PSF", "PYTHON SOFTWARE", "MPL", "MOZILLA", "ISC", "UNLICENSE", "LGPL")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a person must look at."""

    about: str
    what: str

    def __str__(self) -> str:
        return f"  {self.about}: {self.what}"


def weaknesses(lock: str, answer: Mapping[str, Any]) -> list[Finding]:
    """Read pip-audit's answer about a lock: known weaknesses, and whatever could not be looked up."""
    found, all_of_it = [], answer["dependencies"]
    if all_of_it and all("skip_reason" in one for one in all_of_it):
        return [Finding(lock, f"none of its {len(all_of_it)} could be looked up: is the network there?")]
    for one in all_of_it:
        name = f"{one['name']} {one.get('version', '')}".strip()
        if "skip_reason" in one:
            found.append(Finding(f"{lock}, {name}", f"could not be looked up ({one['skip_reason']})"))
        for known in one.get("vulns", ()):
            mended = ", ".join(known["fix_versions"]) or "no version yet"
            found.append(Finding(f"{lock}, {name}", f"{known['id']}, mended in {mended}"))
    if not all_of_it:
        found.append(Finding(lock, "no dependency was looked up"))
    return found


def licences(names: Iterable[str]) -> tuple[list[str], list[Finding]]:
    """Give a line for each distribution that is here, and a finding where its licence is none of WELCOME."""
    lines, found = [], []
    for name in sorted(names):
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            lines.append(f"  {name}: not for this system")
            continue
        licence = licence_of(about)
        lines.append(f"  {name} {about['Version']}: {licence}")
        if not any(word in licence.upper() for word in WELCOME):
            found.append(Finding(name, f"its licence, {licence}, has not been agreed to"))
    return lines, found


def licence_of(about: Any) -> str:
    """Read a licence from a distribution's metadata: the expression, the classifiers, or the first line."""
    told = about.get("License-Expression")
    if told:
        return str(told)
    classified = [line.rpartition(" :: ")[2] for line in about.get_all("Classifier", ()) if "License" in line]
    named = [name for name in classified if name != "OSI Approved"]
    lines = (about.get("License") or "").strip().splitlines()
    return ", ".join(named) or (lines[0] if lines else "not told")


def locked(lock: Path) -> list[str]:
    """Name the distributions of a lock file."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return [line.partition("==")[0] for line in lines if "==" in line and line[0].isalnum()]


def security() -> tuple[list[str], list[str], list[str]]:
    """Name what ruff's security rules find: not answered, answered in place, answered in pyproject.toml."""
    everything = warnings(_ruff("--select", "S", "--ignore-noqa", *_NO_FOLDERS))
    in_place = warnings(_ruff("--select", "S", "--ignore-noqa"))
    return warnings(_ruff("--select", "S")), in_place, [line for line in everything if line not in in_place]


def warnings(answer: Sequence[Mapping[str, Any]]) -> list[str]:
    """Write a line for each warning: where it is, and what it says."""
    return [
        f"  {Path(one['filename']).relative_to(facts.ROOT)}:{one['location']['row']} {one['code']} "
        f"{one['message']}"
        for one in answer
    ]


def main() -> int:
    """Look, print what was found, and give 1 where a person must look."""
    found: list[Finding] = []
    print("Known weaknesses of what is locked")
    for lock in LOCKS:
        told = weaknesses(lock, _pip_audit(lock))
        found += told
        print(*([str(one) for one in told] or [f"  {lock}: nothing known against it"]), sep="\n")
    print("\nLicences of what the program needs")
    lines, strange = licences(locked(facts.ROOT / "requirements.lock"))
    found += strange
    print(*lines, *strange, sep="\n")
    print("\nSecurity rules of ruff")
    unanswered, in_place, by_folder = security()
    found += [Finding("ruff", line.strip()) for line in unanswered]
    print(f"  {len(unanswered)} not answered; {len(in_place)} answered in place:", *in_place, sep="\n")
    print(f"  {len(by_folder)} answered for a whole folder, in pyproject.toml:", *by_folder, sep="\n")
    print(f"\n{len(found)} to look at." if found else "\nNothing to look at.")
    return bool(found)


def _pip_audit(lock: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "pip_audit", "--requirement", lock, "--disable-pip", "--require-hashes"]
    return dict(_json([*command, "--format", "json", "--progress-spinner", "off"]) or {"dependencies": []})


def _ruff(*options: str) -> list[dict[str, Any]]:
    command = [sys.executable, "-m", "ruff", "check", "--output-format", "json", *options, *CODE]
    return list(_json(command) or [])


def _json(command: Sequence[str]) -> Any:
    """What a tool prints; both tools give 1 for "found something", so the exit code tells nothing here."""
    ran = subprocess.run(command, cwd=facts.ROOT, capture_output=True, text=True, check=False)
    if not ran.stdout.strip():
        print(ran.stderr.strip(), file=sys.stderr)
        raise SystemExit(f"{command[2]} gave no answer.")
    return json.loads(ran.stdout)


if __name__ == "__main__":
    sys.exit(main())
