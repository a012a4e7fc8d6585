"""The build's own step: the knowledge is compiled (``verbale.languages.compiled``) into the source tree, from where it goes into the wheel."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileKnowledge(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before a wheel is made, and before an editable install, which is a wheel too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the interface's
        """Compile every YAML file.

        Raises:
            KnowledgeError: when one is none.
            RuntimeError: when one cannot be kept.
        """
        source = Path(self.root) / "src"
        sys.path.insert(0, str(source))
        from verbale.languages import compiled, data

        package = source / "verbale"
        shutil.rmtree(package / compiled.FOLDER, ignore_errors=True)
        for path in sorted(package.rglob("*.yaml")):
            parts, content = path.relative_to(package).parts, path.read_bytes()
            if not compiled.write(package, parts, content, data.parse(parts, content)):
                raise RuntimeError(f"{path}: cannot be compiled")
        build_data["artifacts"].append(f"src/verbale/{compiled.FOLDER}/*.json")
