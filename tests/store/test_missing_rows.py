"""A row that a damaged database leaves out is no quiet gap in somebody's folder."""

import pytest

from goldthread.store.books import StoreBooks
from goldthread.store.trouble import StoreTrouble
from harbour import DANA, arrival, harbour, strength, write
from real_databases import as_owner_of_the_disk


def test_a_folder_with_a_missing_entry_does_not_open(books: StoreBooks) -> None:
    harbour(books)
    write(books, (*arrival(), strength(1), strength(2)))
    as_owner_of_the_disk(books.using, "DELETE FROM store_entry WHERE client = 'c-walter' AND seq = 4")
    with pytest.raises(StoreTrouble) as refused, books.open(actor=DANA, clients=("c-walter",)) as pages:
        pages.folder("c-walter")
    assert refused.value.code == "damaged"
