"""The tables. Every key leads with the centre; `docs/explanation/the-store.md` says what each is for.

Django keeps their history; what it cannot say (STRICT, composite foreign keys, triggers, row-level security) is the SQL
of the migrations. Times are microseconds since 1970 in UTC; lists of ids are JSON text.
"""

from typing import ClassVar

from django.db import models

_SIGN_INS = models.Q(action__gte="sign-in:", action__lt="sign-in;")


class Centre(models.Model):
    """A centre: its own key, wrapped by the master key, and its settings, sealed by that key."""

    centre = models.TextField(primary_key=True)
    key_id = models.TextField()
    wrapped = models.BinaryField()
    sealed = models.BinaryField()


class Member(models.Model):
    """An account. `login` is a blind index; the name and the login itself are sealed."""

    pk = models.CompositePrimaryKey("centre", "member")
    centre = models.TextField()
    member = models.TextField()
    login = models.BinaryField()
    sealed = models.BinaryField()
    roles = models.TextField()
    client = models.TextField(null=True)
    password = models.TextField()

    class Meta:
        """A login is somebody's once in a centre. Those that hang on a client are found from there."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["centre", "login"], name="store_member_login")]
        indexes: ClassVar = [models.Index(fields=["centre", "client"], name="store_member_client")]


class Bearer(models.Model):
    """A token that an account may act by: its SHA-256, never itself."""

    pk = models.CompositePrimaryKey("centre", "token")
    centre = models.TextField()
    token = models.BinaryField()
    member = models.TextField()
    until = models.BigIntegerField(null=True)

    class Meta:
        """All tokens of an account are ended together."""

        indexes: ClassVar = [models.Index(fields=["centre", "member"], name="store_bearer_member")]


class Client(models.Model):
    """A client: the row that is locked while the folder is open, and of how many entries that is. It stays after
    erasing."""

    pk = models.CompositePrimaryKey("centre", "client")
    centre = models.TextField()
    client = models.TextField()
    erased = models.IntegerField(default=0)
    entries = models.BigIntegerField(default=0)


class ClientKey(models.Model):
    """A data key, wrapped: of a folder (`stream` "folder") or of one author's session notes ("notes/<member>").

    The only rows whose content is ever destroyed: erasing a client is destroying these. `notes`: how many session notes
    it seals, so that the last ones are missed when a page is damaged.
    """

    pk = models.CompositePrimaryKey("centre", "client", "stream")
    centre = models.TextField()
    client = models.TextField()
    stream = models.TextField()
    key_id = models.TextField()
    wrapped = models.BinaryField()
    notes = models.BigIntegerField(default=0)


class Entry(models.Model):
    """An entry of a folder, sealed. Append-only."""

    pk = models.CompositePrimaryKey("centre", "client", "seq")
    centre = models.TextField()
    client = models.TextField()
    seq = models.BigIntegerField()
    sealed = models.BinaryField()
    hash = models.BinaryField()


class Note(models.Model):
    """A session note, sealed under a key of its client and author. Append-only."""

    pk = models.CompositePrimaryKey("centre", "client", "author", "seq")
    centre = models.TextField()
    client = models.TextField()
    author = models.TextField()
    seq = models.BigIntegerField()
    sealed = models.BinaryField()
    hash = models.BinaryField()


class Trail(models.Model):
    """The audit trail: who did or read what, of whom, and what was written by it. Append-only, chained by `hash`."""

    pk = models.CompositePrimaryKey("centre", "seq")
    centre = models.TextField()
    seq = models.BigIntegerField()
    at = models.BigIntegerField()
    member = models.TextField()
    role = models.TextField()
    action = models.TextField()
    client = models.TextField(null=True)
    outcome = models.TextField()
    seen = models.TextField()
    wrote = models.TextField()
    previous = models.BinaryField()
    hash = models.BinaryField()
    ground = models.TextField(default="")

    class Meta:
        """Who signed in is asked for by account and for all; it is a small part of all lines."""

        indexes: ClassVar = [
            models.Index(fields=["centre", "member", "seq"], name="store_trail_own_sign_ins", condition=_SIGN_INS),
            models.Index(fields=["centre", "seq"], name="store_trail_sign_ins", condition=_SIGN_INS),
        ]


class Head(models.Model):
    """The newest line of a centre's trail, with a seal that needs the centre's key. Locked while a line is added."""

    centre = models.TextField(primary_key=True)
    seq = models.BigIntegerField()
    at = models.BigIntegerField()
    hash = models.BinaryField()
    seal = models.BinaryField()


class Answer(models.Model):
    """The answer to a request that came with a key, for when it comes again, kept for some time. `key` is a blind
    index."""

    pk = models.CompositePrimaryKey("centre", "member", "key")
    centre = models.TextField()
    member = models.TextField()
    key = models.BinaryField()
    sealed = models.BinaryField()
    at = models.BigIntegerField(default=0)

    class Meta:
        """Old ones are cleared."""

        indexes: ClassVar = [models.Index(fields=["centre", "at"], name="store_answer_at")]


class Line(models.Model):
    """Projection: a client on a list. Codes and dates are open, the name is sealed."""

    pk = models.CompositePrimaryKey("centre", "client")
    centre = models.TextField()
    client = models.TextField()
    stay = models.TextField()
    level = models.TextField()
    plan_state = models.TextField()
    due = models.TextField(null=True)
    unsigned = models.IntegerField()
    team = models.TextField()
    name = models.BinaryField()

    class Meta:
        """Lists are asked for by stay."""

        indexes: ClassVar = [models.Index(fields=["centre", "stay", "client"], name="store_line_stay")]


class Team(models.Model):
    """Projection: whose lists a client stands on."""

    pk = models.CompositePrimaryKey("centre", "member", "client")
    centre = models.TextField()
    member = models.TextField()
    client = models.TextField()

    class Meta:
        """Also found from the client."""

        indexes: ClassVar = [models.Index(fields=["centre", "client"], name="store_team_client")]


class Word(models.Model):
    """Projection: a blind index of the words of a client's name and the birth date."""

    pk = models.CompositePrimaryKey("centre", "word", "client")
    centre = models.TextField()
    word = models.BinaryField()
    client = models.TextField()

    class Meta:
        """Also found from the client."""

        indexes: ClassVar = [models.Index(fields=["centre", "client"], name="store_word_client")]


class Snapshot(models.Model):
    """Projection: the folder after its first `seq` entries, compressed and sealed, so that a long one opens fast."""

    pk = models.CompositePrimaryKey("centre", "client")
    centre = models.TextField()
    client = models.TextField()
    seq = models.BigIntegerField()
    sealed = models.BinaryField()


class Glass(models.Model):
    """Projection: a broken glass on the centre's list. Why, until when and what came of it is sealed."""

    pk = models.CompositePrimaryKey("centre", "client", "since", "member")
    centre = models.TextField()
    client = models.TextField()
    since = models.BigIntegerField()
    member = models.TextField()
    role = models.TextField()
    reviewed = models.IntegerField()
    sealed = models.BinaryField()

    class Meta:
        """The newest first: all of them, those that nobody looked at yet, and those of one account."""

        indexes: ClassVar = [
            models.Index(fields=["centre", "since", "client", "member"], name="store_glass_since"),
            models.Index(fields=["centre", "reviewed", "since", "client", "member"], name="store_glass_reviewed"),
            models.Index(fields=["centre", "member", "since", "client"], name="store_glass_member"),
        ]


class About(models.Model):
    """Projection: which lines of the trail are about a client."""

    pk = models.CompositePrimaryKey("centre", "client", "seq")
    centre = models.TextField()
    client = models.TextField()
    seq = models.BigIntegerField()
