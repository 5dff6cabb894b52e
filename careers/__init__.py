"""Careers: from a job opening to the post that brought the applicant."""
