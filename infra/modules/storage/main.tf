# The environment's buckets. What every bucket has is in the bucket module; here is what tells them apart.

# Patients' files. Read for as long as they exist, so they never move to a colder class.
module "uploads" {
  source = "../bucket"

  name                = var.names.uploads
  tls_minimum_version = var.storage.tls_minimum_version
}

# What leaves the database's audit tables. Grows colder with age and never expires: it is owed for six years and more.
module "audit_archive" {
  source = "../bucket"

  name                = var.names.audit_archive
  tls_minimum_version = var.storage.tls_minimum_version
  transitions         = var.storage.audit_archive.transitions
}

# The daily dump, in a form that needs no RDS to restore. Locked: until an object's time is up, under COMPLIANCE nobody can
# delete or overwrite it, the account's root included. Mind what the first apply does: the bucket cannot be emptied either.
# No expiration: when a backup goes after its lock has ended is a decision yet to be made.
module "backup" {
  source = "../bucket"
  count  = var.backup == null ? 0 : 1

  name                = var.names.backup
  tls_minimum_version = var.storage.tls_minimum_version
  encryption          = { algorithm = "aws:kms", key_arn = var.backup.key_arn }
  transitions         = var.storage.backup.transitions
  object_lock         = var.backup.lock
  replication         = var.backup.replication
}

# Replay blobs of the telemetry service, where there is one.
module "telemetry" {
  source = "../bucket"
  count  = var.telemetry ? 1 : 0

  name                = var.names.telemetry
  tls_minimum_version = var.storage.tls_minimum_version
  encryption          = { algorithm = "aws:kms" } # under aws/s3
  transitions         = var.storage.telemetry.transitions
  expire_after_days   = var.storage.telemetry.expire_after_days
}
