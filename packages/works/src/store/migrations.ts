/** A step of the tables, told by its place: what has been done is never changed, only followed. */
export interface Migration {
  readonly about: string;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [
  {
    about: "documents with their pages, fields, readings and corrections; keys, models, what was done",
    sql: `
create table contents (
  sha256 text primary key,
  bytes bytea not null
);
create table documents (
  id uuid primary key,
  sha256 text not null references contents,
  name text not null,
  mime text not null,
  size int8 not null,
  status text not null check (status in ('waiting', 'read', 'failed')),
  settings jsonb not null,
  source text not null,
  batch uuid,
  error text,
  model jsonb,
  engine jsonb,
  created timestamptz not null default now(),
  read timestamptz,
  delete_after timestamptz
);
create index documents_by_content on documents (sha256);
create index documents_by_batch on documents (batch) where batch is not null;
create index documents_to_delete on documents (delete_after) where delete_after is not null;
create table pages (
  document uuid not null references documents on delete cascade,
  page int not null,
  detail jsonb not null,
  primary key (document, page)
);
create table fields (
  id uuid primary key,
  document uuid not null references documents on delete cascade,
  page int not null,
  place int not null,
  name text,
  kind text not null default '',
  box jsonb not null,
  state text not null check (state in ('open', 'sampled', 'unasked', 'done')),
  doubt double precision not null,
  held boolean not null,
  sampled boolean not null,
  leased_to text,
  leased_until timestamptz
);
create index fields_of_document on fields (document);
create index fields_to_review on fields (state, doubt desc) where state in ('open', 'sampled');
create table readings (
  id uuid primary key,
  field uuid not null references fields on delete cascade,
  model text not null,
  text text not null,
  value text,
  confidence double precision not null,
  status text not null check (status in ('accepted', 'review')),
  max_error double precision not null,
  reasons jsonb not null,
  detail jsonb not null,
  created timestamptz not null default now()
);
create index readings_of_field on readings (field);
create table corrections (
  id uuid primary key,
  field uuid not null references fields on delete cascade,
  reading uuid not null references readings on delete cascade,
  reviewer text not null,
  verdict text not null check (verdict in ('right', 'corrected', 'unreadable', 'no field')),
  text text,
  created timestamptz not null default now(),
  undone timestamptz
);
create index corrections_of_field on corrections (field);
create table idempotency (
  owner text not null,
  key text not null,
  hash text not null,
  document uuid not null references documents on delete cascade,
  created timestamptz not null default now(),
  primary key (owner, key)
);
create table keys (
  id text primary key,
  name text not null,
  scope text not null check (scope in ('read', 'review', 'admin')),
  hash text not null,
  created timestamptz not null default now(),
  revoked timestamptz
);
create table audit (
  id int8 generated always as identity primary key,
  at timestamptz not null default now(),
  who text not null,
  what text not null,
  subject text not null,
  detail jsonb not null
);`,
  },
  {
    about: "webhooks, and the messages to them",
    sql: `
create table webhooks (
  id uuid primary key,
  url text not null,
  events jsonb not null,
  secret text not null,
  created timestamptz not null default now(),
  disabled timestamptz
);
create table deliveries (
  id uuid primary key,
  webhook uuid not null references webhooks on delete cascade,
  event text not null,
  body text not null,
  status text not null default 'waiting' check (status in ('waiting', 'delivered', 'dead')),
  tries int not null default 0,
  answer int,
  error text,
  created timestamptz not null default now(),
  tried timestamptz
);
create index deliveries_of_webhook on deliveries (webhook, id);`,
  },
  {
    about: "batches; documents that are cancelled with theirs",
    sql: `
create table batches (
  id uuid primary key,
  name text not null,
  state text not null default 'open' check (state in ('open', 'closed', 'finished', 'cancelled')),
  created timestamptz not null default now(),
  finished timestamptz
);
alter table documents add constraint documents_batch_fkey foreign key (batch) references batches;
alter table documents drop constraint documents_status_check;
alter table documents add constraint documents_status_check check (status in ('waiting', 'read', 'failed', 'cancelled'));`,
  },
  {
    about: "models that were learned from corrections, trainings, and the digits of corrected fields",
    sql: `
create table models (
  id uuid primary key,
  number int generated always as identity unique,
  parent uuid references models,
  content text not null,
  sha256 text not null,
  bytes bytea not null,
  calibration jsonb,
  metrics jsonb not null,
  reasons jsonb not null,
  state text not null check (state in ('candidate', 'active', 'retired')),
  replaced uuid references models,
  created timestamptz not null default now(),
  promoted timestamptz
);
create unique index models_active on models (state) where state = 'active';
create table trainings (
  id uuid primary key,
  state text not null check (state in ('waiting', 'running', 'done', 'failed', 'cancelled')),
  who text not null,
  progress jsonb,
  numbers jsonb,
  error text,
  model uuid references models,
  is_unwanted boolean not null default false,
  created timestamptz not null default now(),
  began timestamptz,
  ended timestamptz
);
create unique index trainings_at_work on trainings ((true)) where state in ('waiting', 'running');
create table corrected_digits (
  correction uuid primary key references corrections on delete cascade,
  model text not null,
  digits bytea not null,
  labels text not null,
  refusal text
);`,
  },
  {
    about: "whose a batch is; models that are superseded and whose files are gone; what messages are about",
    sql: `
alter table batches add column owner text;
alter table models alter column bytes drop not null;
alter table models add column pruned timestamptz;
alter table deliveries add column about uuid;
update deliveries set about = substring(body from '"id":"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})"')::uuid
where event like 'document.%';
create index deliveries_about on deliveries (about) where about is not null;
create index deliveries_ended on deliveries (created) where status <> 'waiting';
create index idempotency_by_age on idempotency (created);`,
  },
  {
    about: "how writers write",
    sql: `
create table writers (
  id text primary key,
  profile jsonb not null,
  created timestamptz not null default now(),
  changed timestamptz not null default now()
);
create index documents_by_writer on documents ((settings->>'writer')) where settings->>'writer' is not null;`,
  },
  {
    about: "batches that are submitted as a whole, files in a folder that all machines see, and the machines; pages word for word",
    sql: `
alter table contents alter column bytes drop not null;
alter table documents add column place int;
alter table documents add column path text;
create unique index documents_in_batch on documents (batch, place) where place is not null;
create index documents_waiting on documents (batch) where status = 'waiting';
alter table documents add column ended timestamptz;
create index documents_ended on documents (ended) where ended is not null;
alter table batches add column content text;
create unique index batches_by_content on batches (content) where content is not null;
alter table batches add column settings jsonb;
alter table batches add column files int;
alter table batches add column shared text;
alter table batches add column answers text;
alter table batches add column read_by uuid;
alter table pages alter column detail type json using detail::json;
create table batch_turns (
  batch uuid primary key references batches on delete cascade,
  next int not null
);
create table workers (
  id uuid primary key,
  host text not null,
  pid int not null,
  kinds jsonb not null,
  readers int not null,
  answers text,
  at_work int not null default 0,
  documents int8 not null default 0,
  failed int8 not null default 0,
  told text,
  started timestamptz not null default now(),
  seen timestamptz not null default now(),
  ended timestamptz
);`,
  },
  {
    about: "runs of studies, and what they came to",
    sql: `
create table study_runs (
  id uuid primary key,
  study text not null,
  arm text not null,
  seed int8 not null,
  run_order json not null,
  engine text not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed')),
  error text,
  created timestamptz not null default now(),
  done timestamptz,
  unique (study, arm, seed)
);
create table study_files (
  run uuid not null references study_runs on delete cascade,
  name text not null,
  sha256 text not null,
  bytes bytea not null,
  primary key (run, name)
);`,
  },
  {
    about: "workers without a count that nobody kept",
    sql: "alter table workers drop column at_work;",
  },
];
