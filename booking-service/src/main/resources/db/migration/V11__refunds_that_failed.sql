-- What the desk looks for now and then: refunds that Stripe would not make, few among many.
create index refund_failed on booking.refund (created_at) where status = 'FAILED';
