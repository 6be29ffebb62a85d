"""JSON Schemas of surveys and forms, for editors that complete and check while one writes."""

from typing import Any

from bbic_ind.model.shapes import Shape
from bbic_ind.output.survey.form_file import FormFile
from bbic_ind.output.survey.questionnaire import SurveyFile

_FILES: dict[str, type[Shape]] = {"survey": SurveyFile, "form": FormFile}


def json_schemas() -> dict[str, dict[str, Any]]:
    """The schema of a survey's file and that of a form's, by their names."""
    return {name: _schema(name, file) for name, file in _FILES.items()}


def _schema(name: str, file: type[Shape]) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **file.model_json_schema(),
        "title": f"bbic-ind: {name}",
    }
