"""What people make of what was found: corrections, and hand codings kept apart until both are done."""
