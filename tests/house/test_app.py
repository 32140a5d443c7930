"""What goes into the app's folder is what the wheel and the checkup say the game needs."""

from __future__ import annotations

import ast
import tomllib

from game.app.doctor.program import PACKAGES
from tests.house.tree import texts


def words_of_the_recipe() -> set[str]:
    """Every string in the recipe of the app."""
    tree = ast.parse(texts()["packaging/moveagain.spec"])
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_folder_of_content_that_the_wheel_has_is_in_the_app() -> None:
    """The recipe names each: the app itself is built and tried in `.ci/app`, which takes minutes."""
    wheel = tomllib.loads(texts()["pyproject.toml"])["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    assert set(wheel) <= words_of_the_recipe()


def test_the_version_of_every_package_that_the_checkup_asks_for_can_be_told_in_the_app() -> None:
    assert set(PACKAGES) <= words_of_the_recipe()


def test_what_builds_the_app_can_be_installed() -> None:
    extras = tomllib.loads(texts()["pyproject.toml"])["project"]["optional-dependencies"]
    assert any(each.startswith("pyinstaller") for each in extras["app"])
