-- The two roles and the database, made by the superuser; run again it brings them back to what stands here.
-- Passwords come from the environment: LAB_OWNER_PASSWORD, LAB_APP_PASSWORD.
-- lab_owner migrates and owns the database; lab_app serves. Neither is a superuser: triggers and grants would be void for one.
\getenv owner_password LAB_OWNER_PASSWORD
\getenv app_password LAB_APP_PASSWORD

SELECT format('CREATE ROLE %I', role)
  FROM unnest(ARRAY['lab_owner', 'lab_app']) AS role
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) \gexec
ALTER ROLE lab_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'owner_password';
ALTER ROLE lab_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION PASSWORD :'app_password';

SELECT 'CREATE DATABASE lab OWNER lab_owner'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'lab') \gexec
ALTER DATABASE lab OWNER TO lab_owner;
REVOKE ALL ON DATABASE lab FROM PUBLIC;
GRANT CONNECT ON DATABASE lab TO lab_app;

\connect lab

SELECT format('CREATE EXTENSION IF NOT EXISTS %I', name)
  FROM pg_available_extensions
 WHERE name IN ('pg_trgm', 'btree_gin') \gexec

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO lab_app;
-- Defaults for tables to come; migrations narrow them where a table is insert-only.
ALTER DEFAULT PRIVILEGES FOR ROLE lab_owner IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO lab_app;
ALTER DEFAULT PRIVILEGES FOR ROLE lab_owner IN SCHEMA public GRANT USAGE ON SEQUENCES TO lab_app;
