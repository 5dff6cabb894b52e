"""One scheduler works, others wait; a job that fails stops no other."""

import threading

from careers import scheduler
from careers.mail import Letter, MailState, OutgoingMail, queue
from careers.scheduler import Entry, run_entry


def test_second_scheduler_waits_for_the_first(app):
    with scheduler.lease(app, lambda: False) as first:
        assert first
        with scheduler.lease(app, lambda: True) as second:
            assert not second
    with scheduler.lease(app, lambda: True) as third:
        assert third


def test_failing_job_is_logged_and_forgotten(app):
    def fail(_app):
        raise RuntimeError("broken")

    run_entry(app, Entry("broken", 1, fail))


def test_timetable_delivers_mail(app, session):
    queue(session, Letter("a@mail.example", "Hi", "Hi"))
    session.commit()
    ended = threading.Event()
    worker = threading.Timer(4, ended.set)
    worker.start()
    scheduler.run(app, ended.is_set)
    session.expire_all()
    assert session.query(OutgoingMail).one().state is MailState.SENT


def test_every_job_of_the_timetable_runs_on_an_empty_database(app):
    for entry in scheduler.TIMETABLE:
        entry.job(app)
