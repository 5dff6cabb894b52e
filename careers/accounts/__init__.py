"""The employer and its staff: sign-in, roles and permissions, invitations, the audit log."""
