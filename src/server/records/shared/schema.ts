import type { Tables } from './Tables.js'

/**
 * The steps that make the tables, oldest first. A database has had all steps up to the highest version in its schema
 * table. A step that was published never changes; what comes later is a new step. SQLite and Postgres both understand
 * them: SQLite takes the names of Postgres' types for its own.
 */
export const schemaSteps: readonly ((tables: Tables) => string)[] = [
  ({ uploads, files, objects, usage, schema, indexPrefix }) => `\
create table ${schema} (
  version integer primary key
);

create table ${uploads} (
  id text primary key,
  owner text not null,
  profile text not null,
  idempotency_key text not null,
  object_key text not null,
  content text,
  announced text not null, -- JSON
  size bigint not null, -- bytes
  state text not null, -- pending, stored, registered, failed
  multipart_id text,
  is_over_object boolean not null, -- whether the object belonged to a registered file before
  is_ended boolean not null, -- failed, or registered with a file that has been deleted
  urls_expire_at bigint not null, -- milliseconds since 1970
  created_at bigint not null
);
create unique index ${indexPrefix}uploads_live on ${uploads} (owner, idempotency_key) where state in ('pending', 'stored');
-- The same states in other words, so that no database takes the index above to look for a content.
create index ${indexPrefix}uploads_content on ${uploads} (owner, content, created_at) where state <> 'registered' and state <> 'failed';
create index ${indexPrefix}uploads_age on ${uploads} (created_at) where state in ('pending', 'stored');
create unique index ${indexPrefix}uploads_object on ${uploads} (object_key) where is_over_object = false;
create index ${indexPrefix}uploads_ended on ${uploads} (urls_expire_at) where is_ended = true;

create table ${files} (
  id text primary key,
  owner text not null,
  profile text not null,
  upload_id text not null unique,
  idempotency_key text not null,
  object_key text not null,
  etag text not null,
  content text,
  name text not null,
  alt text,
  size bigint not null, -- bytes
  type text not null,
  facts text not null, -- JSON: digest, image, video, metadata
  previews text not null, -- JSON
  is_announced boolean not null, -- whether the app knows of it, and its previews are there
  attempted_at bigint not null, -- when that was last tried
  created_at bigint not null
);
create index ${indexPrefix}files_listed on ${files} (owner, created_at, id);
create index ${indexPrefix}files_content on ${files} (owner, content, created_at);
create index ${indexPrefix}files_unannounced on ${files} (attempted_at) where is_announced = false;

-- Objects that files and uploads use. One that nothing uses, and that is written for no upload under way, is dropped, and
-- stays here until it is swept.
create table ${objects} (
  object_key text primary key,
  owner text not null,
  uses integer not null,
  upload_id text -- the upload for which it is, or may be, written just now
);
create index ${indexPrefix}objects_dropped on ${objects} (object_key) where uses = 0;

-- What owners have, and have begun in the present window. Counted from the first upload that a quota limits; null before.
create table ${usage} (
  owner text not null,
  profile text not null,
  files bigint,
  bytes bigint,
  window_start bigint not null default 0,
  window_files bigint not null default 0,
  window_bytes bigint not null default 0,
  primary key (owner, profile)
);

insert into ${schema} (version) values (1);
`,
  ({ files, schema, indexPrefix }) => `\
-- The profile comes first: Postgres might use a third index that begins with the owner to look for a content, and would
-- then read all files of the owner.
create index ${indexPrefix}files_of_profile on ${files} (profile, owner, created_at, id);
insert into ${schema} (version) values (2);
`,
]

/** @throws {Error} if a newer version of the package has changed the tables */
export function assertKnownVersion(version: number, { schema }: Tables): void {
  if (version <= schemaSteps.length) return
  throw new Error(
    `The database has version ${version} of coatcheck's tables (see ${schema}), but this version of coatcheck knows only ${schemaSteps.length}. Install the version that wrote it, or a newer one.`,
  )
}
