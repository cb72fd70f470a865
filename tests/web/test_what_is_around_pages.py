"""What is around every page: its headers, who may see it, and pages that say no."""

import urllib.request

import pytest

from real_browser import Centre, SignedIn, Visitor, axe

HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


@pytest.mark.parametrize("path", ["/sign-in/", "/nowhere/", "/clients/george-papadakis/"])
def test_every_answer_has_its_headers(centre: Centre, path: str) -> None:
    opener = urllib.request.build_opener(_Kept())
    with opener.open(centre.address + path, timeout=60) as answer:
        for name, value in HEADERS.items():
            assert value in answer.headers[name]
        policy = answer.headers["Content-Security-Policy"]
        assert "camera=()" in answer.headers["Permissions-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy


class _Kept(urllib.request.HTTPErrorProcessor):
    """Refusals and ways elsewhere are answers too."""

    def http_response(self, request: object, response: object) -> object:  # noqa: ARG002 - urllib's signature
        return response


def test_styles_and_scripts_come_compressed_under_names_that_are_kept_for_good(signed_in: SignedIn) -> None:
    visitor = signed_in("dana")
    files = []
    visitor.page.on("response", lambda answer: files.append(answer) if "/static/" in answer.url else None)
    visitor.go("/")
    assert len(files) >= 3
    for answer in files:
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers.get("content-encoding") in ("br", "gzip") or answer.url.endswith(".svg")
    assert visitor.complaints == []


def test_a_stranger_is_sent_to_sign_in_and_then_where_they_were_going(visitor: Visitor) -> None:
    visitor.go("/clients/george-papadakis/")
    assert "Sign in" in visitor.text()
    visitor.sign_in("dana")
    assert "George Papadakis" in visitor.text()


def test_nobody_is_sent_elsewhere_after_signing_in(visitor: Visitor) -> None:
    visitor.go("/sign-in/?next=https://elsewhere.example/")
    visitor.sign_in("priya")
    assert visitor.page.url == f"{visitor.centre.address}/"


def test_a_therapist_sees_their_own_clients_and_no_others(signed_in: SignedIn) -> None:
    visitor = signed_in("dana")
    visitor.go("/")
    assert "George Papadakis" in visitor.text()
    assert "Walter Brandt" not in visitor.text()
    assert visitor.go("/clients/walter-brandt/") == 403
    assert "not on this client's care team" in visitor.text()
    assert "Walter" not in visitor.page.content()


def test_a_client_sees_their_own_record_and_no_other(signed_in: SignedIn) -> None:
    visitor = signed_in("walter", viewport={"width": 320, "height": 640}, java_script_enabled=False)
    assert visitor.go("/clients/walter-brandt/") == 200
    assert "Walter Brandt" in visitor.text()
    assert visitor.go("/clients/george-papadakis/") == 403
    assert visitor.go("/clients/nobody-at-all/") == 403


def test_an_administrator_sees_no_client(signed_in: SignedIn) -> None:
    visitor = signed_in("admin")
    visitor.go("/")
    assert "Your role has no list of clients." in visitor.text()
    assert visitor.go("/clients/george-papadakis/") == 403


def test_an_address_where_nothing_is_says_so_and_leads_back(signed_in: SignedIn) -> None:
    visitor = signed_in("dana")
    assert visitor.go("/nowhere/") == 404
    assert axe(visitor.page) == []
    visitor.page.get_by_role("main").get_by_role("link", name="Today").click()
    visitor.page.wait_for_selector("h1:has-text('Today')")


def test_a_form_from_elsewhere_is_refused(centre: Centre) -> None:
    sent = urllib.request.Request(f"{centre.address}/sign-in/", data=b"login=dana&password=x")  # noqa: S310 - our own server
    with urllib.request.build_opener(_Kept()).open(sent, timeout=60) as answer:
        assert answer.status == 403
        assert b"not from a page that is open here" in answer.read()


def test_a_role_that_is_not_ones_own_is_not_to_be_chosen(signed_in: SignedIn) -> None:
    visitor = signed_in("dana")
    visitor.go("/")
    token = visitor.page.get_attribute("[name=csrfmiddlewaretoken]", "value")
    form: dict[str, str | float | bool] = {"role": "compliance", "csrfmiddlewaretoken": str(token)}
    assert visitor.context.request.post(f"{visitor.centre.address}/role/", form=form).status == 403


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("login", ["dana", "walter", "admin"])
def test_axe_finds_nothing_on_today(signed_in: SignedIn, login: str, scheme: str) -> None:
    visitor = signed_in(login, color_scheme=scheme)
    visitor.go("/")
    assert axe(visitor.page) == []
    assert visitor.complaints == []


def test_the_language_is_chosen_and_stays(visitor: Visitor) -> None:
    visitor.go("/sign-in/")
    visitor.page.get_by_role("button", name="Español").click()
    visitor.page.wait_for_selector("html[lang=es]")
    visitor.go("/sign-in/")
    assert visitor.page.get_attribute("html", "lang") == "es"


def test_the_log_names_the_kind_of_page_and_nobody(centre: Centre, signed_in: SignedIn) -> None:
    signed_in("dana").go("/clients/george-papadakis/")
    log = centre.served.log.read_text()
    assert "GET record 200" in log
    for word in ("george", "papadakis", "Dana", "dana", centre.password):
        assert word not in log
