# The same that stay in the allowed regions.
#
# expect: pass aws_dlm_lifecycle_policy.schedule
# expect: pass aws_dlm_lifecycle_policy.event
# expect: pass aws_directory_service_region.copy
# expect: pass aws_ssmincidents_replication_set.copy
# expect: pass aws_mq_broker.copy
# expect: pass aws_dsql_cluster_peering.copy
# expect: pass aws_dsql_cluster_peering.witness
# expect: pass aws_securitylake_data_lake.home
# expect: pass aws_securitylake_data_lake.copy
# expect: pass aws_securitylake_aws_log_source.copy
# expect: pass aws_chime_voice_connector.home
# expect: pass aws_chimesdkvoice_sip_media_application.home
# expect: pass aws_efs_replication_configuration.by_arn
# expect: pass aws_codepipeline.store
# expect: pass aws_codepipeline.action
# expect: pass aws_redshift_data_share_consumer_association.use
# expect: pass aws_s3_bucket.here
# expect: pass aws_s3control_multi_region_access_point.copy
# expect: not-applicable aws_ecrpublic_repository.images

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "unknown"
}

resource "aws_dlm_lifecycle_policy" "schedule" {
  description        = "copy"
  execution_role_arn = "arn:aws:iam::123456789012:role/copy"

  policy_details {
    resource_types = ["VOLUME"]
    target_tags    = { copy = "yes" }

    schedule {
      name = "copy"

      create_rule {
        interval = 24
      }

      retain_rule {
        count = 1
      }

      cross_region_copy_rule {
        target    = "eu-west-1"
        encrypted = true
      }
    }
  }
}

resource "aws_dlm_lifecycle_policy" "event" {
  description        = "copy"
  execution_role_arn = "arn:aws:iam::123456789012:role/copy"

  policy_details {
    policy_type = "EVENT_BASED_POLICY"

    action {
      name = "copy"

      cross_region_copy {
        target = "eu-west-1"

        encryption_configuration {
          encrypted = true
        }

        retain_rule {
          interval      = 1
          interval_unit = "DAYS"
        }
      }
    }

    event_source {
      type = "MANAGED_CWE"

      parameters {
        description_regex = ".*"
        event_type        = "shareSnapshot"
        snapshot_owner    = ["123456789012"]
      }
    }
  }
}

resource "aws_directory_service_region" "copy" {
  directory_id = "d-0123456789"
  region_name  = "eu-west-1"

  vpc_settings {
    vpc_id     = "vpc-0123456789abcdef0"
    subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  }
}

resource "aws_ssmincidents_replication_set" "copy" {
  region {
    name = "eu-central-1"
  }

  region {
    name = "eu-west-1"
  }
}

resource "aws_mq_broker" "copy" {
  broker_name                         = "copy"
  engine_type                         = "ActiveMQ"
  engine_version                      = "5.17.6"
  host_instance_type                  = "mq.m5.large"
  data_replication_mode               = "CRDR"
  data_replication_primary_broker_arn = "arn:aws:mq:eu-west-1:123456789012:broker:copy:b-1"

  user {
    username = "copy"
    password = "of-the-primary-1"
  }
}

resource "aws_dsql_cluster_peering" "copy" {
  identifier     = "copy"
  clusters       = ["arn:aws:dsql:eu-west-1:123456789012:cluster/copy"]
  witness_region = "eu-west-1"
}

resource "aws_dsql_cluster_peering" "witness" {
  identifier     = "copy"
  clusters       = ["arn:aws:dsql:eu-west-1:123456789012:cluster/copy"]
  witness_region = "eu-west-1"
}

resource "aws_securitylake_data_lake" "home" {
  meta_store_manager_role_arn = "arn:aws:iam::123456789012:role/copy"

  configuration {
    region = "eu-west-1"
  }
}

resource "aws_securitylake_data_lake" "copy" {
  meta_store_manager_role_arn = "arn:aws:iam::123456789012:role/copy"

  configuration {
    region = "eu-central-1"

    replication_configuration {
      role_arn = "arn:aws:iam::123456789012:role/copy"
      regions  = ["eu-west-1"]
    }
  }
}

resource "aws_securitylake_aws_log_source" "copy" {
  source {
    regions     = ["eu-west-1"]
    source_name = "ROUTE53"
  }
}

resource "aws_chime_voice_connector" "home" {
  name               = "copy"
  require_encryption = true
  aws_region         = "eu-west-1"
}

resource "aws_chimesdkvoice_sip_media_application" "home" {
  name       = "copy"
  aws_region = "eu-west-1"

  endpoints {
    lambda_arn = "arn:aws:lambda:eu-central-1:123456789012:function:copy"
  }
}

resource "aws_efs_replication_configuration" "by_arn" {
  source_file_system_id = "fs-0123456789abcdef0"

  destination {
    region         = "eu-west-1"
    file_system_id = "arn:aws:elasticfilesystem:eu-west-1:123456789012:file-system/fs-0123456789abcdef1"
  }
}

resource "aws_codepipeline" "store" {
  name     = "store"
  role_arn = "arn:aws:iam::123456789012:role/copy"

  artifact_store {
    location = "here"
    type     = "S3"
    region   = "eu-central-1"
  }

  artifact_store {
    location = "there"
    type     = "S3"
    region   = "eu-west-1"
  }

  stage {
    name = "source"

    action {
      name             = "source"
      category         = "Source"
      owner            = "AWS"
      provider         = "S3"
      version          = "1"
      output_artifacts = ["source"]
    }
  }

  stage {
    name = "build"

    action {
      name            = "build"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      input_artifacts = ["source"]
    }
  }
}

resource "aws_codepipeline" "action" {
  name     = "action"
  role_arn = "arn:aws:iam::123456789012:role/copy"

  artifact_store {
    location = "here"
    type     = "S3"
  }

  stage {
    name = "source"

    action {
      name             = "source"
      category         = "Source"
      owner            = "AWS"
      provider         = "S3"
      version          = "1"
      region           = "eu-central-1"
      output_artifacts = ["source"]
    }
  }

  stage {
    name = "build"

    action {
      name            = "build"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      region          = "eu-west-1"
      input_artifacts = ["source"]
    }
  }
}

resource "aws_redshift_data_share_consumer_association" "use" {
  data_share_arn  = "arn:aws:redshift:eu-central-1:123456789012:datashare:0a0a0a0a-0a0a-0a0a-0a0a-0a0a0a0a0a0a/share"
  consumer_region = "eu-west-1"
}

resource "aws_s3_bucket" "here" {
  bucket = "here"
}

resource "aws_s3control_multi_region_access_point" "copy" {
  details {
    name = "copy"

    region {
      bucket = aws_s3_bucket.here.bucket
    }
  }
}

resource "aws_ecrpublic_repository" "images" {
  provider        = aws.public
  repository_name = "images"
}

# Amazon ECR Public is there alone, and what it holds is everywhere.
provider "aws" {
  alias                       = "public"
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
