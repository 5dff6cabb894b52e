"""What every Flask page shares: forms, paging, filters, errors, exports, headers, slots."""
