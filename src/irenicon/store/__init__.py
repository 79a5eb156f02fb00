"""The workspace: plans, documents, what was found in them and what people made of it, in SQLite or PostgreSQL."""
