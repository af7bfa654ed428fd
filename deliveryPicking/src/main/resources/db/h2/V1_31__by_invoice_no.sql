create index delivery_picking_by_invoice_no on delivery_picking (invoice_no, id);
