# A copy of every new object in a bucket elsewhere, where one is asked for. The bucket over there is another call of this
# module; the role that copies is the caller's.

resource "aws_s3_bucket_replication_configuration" "this" {
  count = var.replication == null ? 0 : 1

  bucket = aws_s3_bucket.this.bucket
  role   = var.replication.role_arn

  rule {
    id       = "everything"
    priority = 0
    status   = "Enabled"
    filter {}

    # Deleting here must not delete there: that is what a second copy is for.
    delete_marker_replication {
      status = "Disabled"
    }

    # Objects under a KMS key are skipped unless they are asked for.
    source_selection_criteria {
      sse_kms_encrypted_objects {
        status = "Enabled"
      }
    }

    destination {
      bucket        = var.replication.destination_bucket_arn
      storage_class = var.replication.storage_class

      encryption_configuration {
        replica_kms_key_id = var.replication.destination_key_arn
      }
    }
  }

  # S3 refuses to copy from a bucket that keeps no versions.
  depends_on = [aws_s3_bucket_versioning.this]
}
