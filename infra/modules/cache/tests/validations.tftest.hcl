# What the module refuses, and what it always does.

mock_provider "aws" {}

variables {
  cache             = { id = "restartix-test", engine_version = "7.1", parameter_group = "default.redis7", node_type = "cache.t4g.small", replicas = 1 }
  azs               = ["eu-central-1a", "eu-central-1b"]
  subnet_ids        = ["subnet-a", "subnet-b"]
  security_group_id = "sg-1"
}

run "with_a_replica" {
  command = plan

  assert {
    condition     = aws_elasticache_replication_group.this.transit_encryption_enabled && aws_elasticache_replication_group.this.at_rest_encryption_enabled == "true"
    error_message = "It is not encrypted."
  }

  assert {
    condition     = aws_elasticache_replication_group.this.automatic_failover_enabled
    error_message = "A replica that never takes over."
  }
}

run "redis_6" {
  command = plan

  variables {
    cache = { id = "restartix-test", engine_version = "6.2", parameter_group = "default.redis7", node_type = "cache.t4g.small", replicas = 1 }
  }

  expect_failures = [var.cache]
}

run "three_nodes" {
  command = plan

  variables {
    cache = { id = "restartix-test", engine_version = "7.1", parameter_group = "default.redis7", node_type = "cache.t4g.small", replicas = 2 }
  }

  expect_failures = [var.cache]
}

run "two_nodes_in_one_zone" {
  command = plan

  variables {
    azs = ["eu-central-1a"]
  }

  expect_failures = [var.azs]
}
