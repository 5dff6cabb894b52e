"""The public face: career page, application form, feeds, privacy and accessibility pages."""
