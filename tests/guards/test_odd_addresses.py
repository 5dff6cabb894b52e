"""No address that somebody can type draws an error of ours."""

import pytest

LISTS = (
    "/jobs",
    "/staff/openings",
    "/staff/campaigns",
    "/staff/applications",
    "/staff/applications/board",
    "/staff/applications.csv",
    "/staff/reports/",
    "/staff/reports/table.csv",
    "/staff/people",
    "/staff/audit",
)
QUERIES = (
    "endpoint=x&_anchor=y&_scheme=z&_method=POST&_external=1&values=1",
    "page=0",
    "page=-1",
    "page=99999999999999999999",
    "page=²",
    "owner=99999999999999999999999&workplace=99999999999&manager=2147483648&campaign=9223372036854775808",
    "opening=99999999999&stage=99999999999&channel=99999999999&actor=99999999999&link=zz",
    "owner=²&campaign=x&channel=-1&opening=%00",
    "from=0001-01-01&to=9999-12-31",
    "from=2000-01-01&to=2100-12-31",
    "days=99999999999999999999999999999&from=x",
    "days=" + "9" * 5000,
    "q=%25_%5C%27%22&sort=-nothing&state=nothing&lang=xx",
    "q=%F0%9F%A6%89%ED%A0%80",
)


@pytest.fixture
def admin(sign_in):
    return sign_in(role="administrator")


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:40])
def test_lists_stand_any_query(admin, query):
    statuses = {path: admin.get(f"{path}?{query}").status_code for path in LISTS}
    assert {path: status for path, status in statuses.items() if status not in {200, 400, 404}} == {}


@pytest.mark.parametrize("number", [0, 2**31, 2**63, 10**30])
@pytest.mark.parametrize(
    "path",
    [
        "openings/{}",
        "openings/{}/edit",
        "campaigns/{}",
        "campaigns/{}/posts/new",
        "posts/{}",
        "workplaces/{}/edit",
    ],
)
def test_number_that_no_row_can_have_is_not_found(admin, path, number):
    assert admin.get("/staff/" + path.format(number)).status_code == 404


@pytest.mark.parametrize("day", ["9999-12-31", "0026-01-01", "1999-12-31", "x"])
@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/staff/openings/new", "closes_on"),
        ("/staff/openings/new", "vacancy_date"),
        ("/staff/campaigns/new", "starts_on"),
    ],
)
def test_year_that_cannot_be_meant_is_refused_and_kept(admin, path, field, day):
    answer = admin.post(path, data={field: day, "title": "T", "reference": "R", "name": "N"})
    assert answer.status_code == 422
    assert f'value="{day}"' in answer.text
