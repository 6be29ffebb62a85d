"""Which columns name the subject of the figures."""

from bbic_ind.model import ColumnType, Model


def names_subject(model: Model, table: str, name: str) -> bool:
    """Whether a column holds the subject's own id."""
    subject, column = model.subject, model.tables[table].columns.get(name)
    if subject is None or column is None or column.type is not ColumnType.ID:
        return False
    return (table == subject.table and name == "id") or column.refers_to == subject.table


def subject_columns(model: Model, table: str) -> tuple[str, ...]:
    """The columns of a table that hold the subject's own id."""
    return tuple(name for name in model.tables[table].columns if names_subject(model, table, name))
