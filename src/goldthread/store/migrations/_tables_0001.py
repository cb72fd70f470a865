"""The SQL of the first migration, in the words of both databases."""

_WORDS = {
    "sqlite": {"text": "text", "bytes": "blob", "big": "integer", "int": "integer", "end": "STRICT, WITHOUT ROWID"},
    # "C": ids sort as their bytes do, as in SQLite and in Python.
    "postgresql": {"text": 'text COLLATE "C"', "bytes": "bytea", "big": "bigint", "int": "integer", "end": ""},
}

_CENTRE = "FOREIGN KEY (centre) REFERENCES store_centre (centre)"
_CLIENT = "FOREIGN KEY (centre, client) REFERENCES store_client (centre, client)"

# Of each table: the columns, and what holds for them together.
_TABLES: dict[str, tuple[str, ...]] = {
    "centre": ("centre {text} NOT NULL PRIMARY KEY", "key_id {text} NOT NULL", "wrapped {bytes} NOT NULL",
               "sealed {bytes} NOT NULL"),
    "member": ("centre {text} NOT NULL", "member {text} NOT NULL", "login {bytes} NOT NULL", "sealed {bytes} NOT NULL",
               "roles {text} NOT NULL", "client {text}", "password {text} NOT NULL", "PRIMARY KEY (centre, member)",
               "CONSTRAINT store_member_login UNIQUE (centre, login)", _CENTRE),
    "bearer": ("centre {text} NOT NULL", "token {bytes} NOT NULL", "member {text} NOT NULL", "until {big}",
               "PRIMARY KEY (centre, token)",
               "FOREIGN KEY (centre, member) REFERENCES store_member (centre, member)"),
    "client": ("centre {text} NOT NULL", "client {text} NOT NULL",
               "erased {int} NOT NULL CHECK (erased IN (0, 1))",
               "PRIMARY KEY (centre, client)", _CENTRE),
    "clientkey": ("centre {text} NOT NULL", "client {text} NOT NULL", "stream {text} NOT NULL",
                  "key_id {text} NOT NULL", "wrapped {bytes} NOT NULL",
                  "PRIMARY KEY (centre, client, stream)", _CLIENT),
    "entry": ("centre {text} NOT NULL", "client {text} NOT NULL", "seq {big} NOT NULL CHECK (seq > 0)",
              "sealed {bytes} NOT NULL", "hash {bytes} NOT NULL", "PRIMARY KEY (centre, client, seq)", _CLIENT),
    "note": ("centre {text} NOT NULL", "client {text} NOT NULL", "author {text} NOT NULL",
             "seq {big} NOT NULL CHECK (seq > 0)", "sealed {bytes} NOT NULL", "hash {bytes} NOT NULL",
             "PRIMARY KEY (centre, client, author, seq)", _CLIENT),
    # A try at a client who is not there is traced too: no foreign key.
    "trail": ("centre {text} NOT NULL", "seq {big} NOT NULL CHECK (seq > 0)", "at {big} NOT NULL",
              "member {text} NOT NULL", "role {text} NOT NULL", "action {text} NOT NULL", "client {text}",
              "outcome {text} NOT NULL", "seen {text} NOT NULL", "wrote {text} NOT NULL", "previous {bytes} NOT NULL",
              "hash {bytes} NOT NULL", "PRIMARY KEY (centre, seq)", _CENTRE),
    "head": ("centre {text} NOT NULL PRIMARY KEY", "seq {big} NOT NULL", "at {big} NOT NULL", "hash {bytes} NOT NULL",
             "seal {bytes} NOT NULL", _CENTRE),
    "answer": ("centre {text} NOT NULL", "member {text} NOT NULL", "key {bytes} NOT NULL", "sealed {bytes} NOT NULL",
               "PRIMARY KEY (centre, member, key)", _CENTRE),
    "line": ("centre {text} NOT NULL", "client {text} NOT NULL", "stay {text} NOT NULL", "level {text} NOT NULL",
             "plan_state {text} NOT NULL", "due {text}", "unsigned {int} NOT NULL", "team {text} NOT NULL",
             "name {bytes} NOT NULL", "PRIMARY KEY (centre, client)", _CLIENT),
    "team": ("centre {text} NOT NULL", "member {text} NOT NULL", "client {text} NOT NULL",
             "PRIMARY KEY (centre, member, client)", _CLIENT),
    "word": ("centre {text} NOT NULL", "word {bytes} NOT NULL", "client {text} NOT NULL",
             "PRIMARY KEY (centre, word, client)", _CLIENT),
    "snapshot": ("centre {text} NOT NULL", "client {text} NOT NULL", "seq {big} NOT NULL", "sealed {bytes} NOT NULL",
                 "PRIMARY KEY (centre, client)", _CLIENT),
    "about": ("centre {text} NOT NULL", "client {text} NOT NULL", "seq {big} NOT NULL",
              "PRIMARY KEY (centre, client, seq)", _CENTRE),
}  # fmt: skip

_INDEXES = (
    "CREATE INDEX store_bearer_member ON store_bearer (centre, member)",
    "CREATE INDEX store_line_stay ON store_line (centre, stay, client)",
    "CREATE INDEX store_team_client ON store_team (centre, client)",
    "CREATE INDEX store_word_client ON store_word (centre, client)",
)

_KEPT = ("entry", "note", "trail")

_REFUSE = """
CREATE FUNCTION store_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def statements(vendor: str) -> list[str]:
    """Every statement that makes the tables of this migration."""
    words = _WORDS[vendor]
    made = [
        f"CREATE TABLE store_{name} ({', '.join(columns)}) {{end}}".format(**words) for name, columns in _TABLES.items()
    ]
    made.extend(_INDEXES)
    made.extend(_sqlite_triggers() if vendor == "sqlite" else [*_postgresql_triggers(), *_walls()])
    return made


def _sqlite_triggers() -> list[str]:
    return [
        f"CREATE TRIGGER store_{table}_no_{change.lower()} BEFORE {change} ON store_{table} "
        f"BEGIN SELECT RAISE(ABORT, 'store_{table} is append-only'); END"
        for table in _KEPT
        for change in ("UPDATE", "DELETE")
    ]


def _postgresql_triggers() -> list[str]:
    triggers = [
        f"CREATE TRIGGER store_{table}_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON store_{table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION store_refuse()"
        for table in _KEPT
    ]
    return [_REFUSE, *triggers]


def _walls() -> list[str]:
    here = "centre = current_setting('goldthread.centre', true)"
    made = []
    for name in _TABLES:
        made.append(f"ALTER TABLE store_{name} ENABLE ROW LEVEL SECURITY")
        made.append(f"ALTER TABLE store_{name} FORCE ROW LEVEL SECURITY")
        made.append(f"CREATE POLICY wall ON store_{name} USING ({here}) WITH CHECK ({here})")
    # The centres themselves can be listed (keys are rotated and backups made for all), and nothing else.
    made.append(
        "CREATE POLICY listing ON store_centre FOR SELECT USING (current_setting('goldthread.centre', true) = '*')"
    )
    return made
