-- Claims are terms too: made, and perhaps withdrawn.
alter table term drop constraint term_status_check;
alter table term add constraint term_status_check
    check (status in ('PROPOSED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'REVOKED', 'CLAIMED'));
