# What the root refuses, and what a visitor, a receiver of mail and a robot meet. By the stand-in of the provider (fixtures/cloudflare), which
# tests/terraform starts: it knows the provider's schema.

variables {
  zone_id = "0123456789abcdef0123456789abcdef"
  origins = {
    production = {
      load_balancer = "restartix-production-1234567890.eu-central-1.elb.amazonaws.com"
      validation_records = [
        { name = "_a1.restartix.pro.", type = "CNAME", value = "_b1.acm-validations.aws." },
        { name = "_a2.clinic.restartix.pro.", type = "CNAME", value = "_b2.acm-validations.aws." },
      ]
      dkim_tokens = ["aaaa1", "aaaa2", "aaaa3"]
    }
    staging = {
      load_balancer      = "restartix-staging-1234567890.eu-central-1.elb.amazonaws.com"
      validation_records = [{ name = "_a3.staging.restartix.pro.", type = "CNAME", value = "_b3.acm-validations.aws." }]
      dkim_tokens        = ["bbbb1", "bbbb2", "bbbb3"]
    }
  }
}

run "names" {
  command = plan

  assert {
    condition     = output.hosts["*.clinic.restartix.pro"] == "production" && output.hosts["console.staging.restartix.pro"] == "staging"
    error_message = "A name leads to the other environment."
  }

  assert {
    condition     = alltrue([for record in cloudflare_dns_record.platform : record.proxied && endswith(record.content, ".elb.amazonaws.com")])
    error_message = "A name tells where the load balancer is."
  }

  assert {
    condition     = !contains(keys(output.hosts), "telemetry.restartix.pro")
    error_message = "There is a name for a service that is off."
  }

  assert {
    condition = alltrue(flatten([
      for records in [cloudflare_dns_record.certificate_validation, cloudflare_dns_record.dkim, cloudflare_dns_record.bounces, cloudflare_dns_record.spf, cloudflare_dns_record.dmarc] :
      [for record in records : !record.proxied]
    ]))
    error_message = "A record that others have to see as it is, is proxied."
  }

  assert {
    condition     = cloudflare_dns_record.certificate_validation["_a2.clinic.restartix.pro"].content == "_b2.acm-validations.aws"
    error_message = "ACM does not find its record."
  }

  assert {
    condition     = length(setsubtract(["*.portal.restartix.pro", "*.clinic.staging.restartix.pro"], cloudflare_certificate_pack.visitors.hosts)) == 0
    error_message = "A visitor meets no certificate for the name."
  }
}

run "mail" {
  command = plan

  assert {
    condition     = length(cloudflare_dns_record.dkim) == 6 && cloudflare_dns_record.dkim["bbbb1._domainkey.staging.restartix.pro"].content == "bbbb1.dkim.amazonses.com"
    error_message = "A DKIM key is not found."
  }

  assert {
    condition     = cloudflare_dns_record.spf["production"].name == "mail.restartix.pro" && strcontains(cloudflare_dns_record.spf["production"].content, "include:amazonses.com -all")
    error_message = "SES is not the one that sends."
  }

  assert {
    condition     = cloudflare_dns_record.bounces["staging"].name == "mail.staging.restartix.pro" && cloudflare_dns_record.bounces["staging"].content == "feedback-smtp.eu-central-1.amazonses.com"
    error_message = "Bounces do not reach SES."
  }

  assert {
    condition     = alltrue([for record in cloudflare_dns_record.dmarc : !strcontains(record.content, "p=none")])
    error_message = "Receivers are told to do nothing."
  }
}

run "what_is_kept_and_refused" {
  command = plan

  assert {
    condition     = !cloudflare_ruleset.cache.rules[0].action_parameters.cache && cloudflare_ruleset.cache.rules[0].expression == "true"
    error_message = "The first rule, which every other has to be an exception to, keeps something."
  }

  assert {
    condition = { for rule in slice(cloudflare_ruleset.cache.rules, 1, length(cloudflare_ruleset.cache.rules)) : rule.expression => rule.action_parameters.edge_ttl.default } == {
      "starts_with(http.request.uri.path, \"/_next/static/\")" = 31536000
      "starts_with(http.request.uri.path, \"/_next/image\")"   = 3600
    }
    error_message = "What is kept is not what the document says."
  }

  assert {
    condition     = toset([for rule in cloudflare_ruleset.managed.rules : rule.action_parameters.id]) == toset(["efb7b8c949ac4650a09736fc376e9aee", "4814384a9e5d4991b9815dcfc25d2f1f"])
    error_message = "One of the two sets of managed rules is off."
  }

  assert {
    condition     = cloudflare_ruleset.rate_limit.rules[0].ratelimit.requests_per_period == 300 && cloudflare_ruleset.rate_limit.rules[0].action == "block"
    error_message = "The rate limit is another."
  }

  assert {
    condition     = cloudflare_bot_management.this.sbfm_definitely_automated != "allow"
    error_message = "Robots come in."
  }

  assert {
    condition     = cloudflare_custom_hostname_fallback_origin.this[0].origin == "origin.restartix.pro" && output.saas_target == "cname.restartix.pro"
    error_message = "Customers' own names lead elsewhere."
  }
}

run "nothing_is_built_yet" {
  command = plan

  variables {
    origins = {}
  }

  assert {
    condition     = length(cloudflare_dns_record.platform) == 0 && output.saas_target == null
    error_message = "A name leads to nothing."
  }
}

run "another_scope" {
  command = plan

  variables {
    environment = "production"
  }

  expect_failures = [var.environment]
}

run "a_zone_by_its_name" {
  command = plan

  variables {
    zone_id = "restartix.pro"
  }

  expect_failures = [var.zone_id]
}

run "an_environment_that_nobody_knows" {
  command = plan

  variables {
    origins = { preview = { load_balancer = "a.eu-central-1.elb.amazonaws.com", validation_records = [], dkim_tokens = ["a", "b", "c"] } }
  }

  expect_failures = [var.origins]
}

run "a_load_balancer_elsewhere" {
  command = plan

  variables {
    origins = { production = { load_balancer = "a.us-east-1.elb.amazonaws.com", validation_records = [], dkim_tokens = ["a", "b", "c"] } }
  }

  expect_failures = [var.origins]
}

run "a_validation_elsewhere" {
  command = plan

  variables {
    origins = { production = { load_balancer = "a.eu-central-1.elb.amazonaws.com", validation_records = [{ name = "_a", type = "CNAME", value = "example.com" }], dkim_tokens = ["a", "b", "c"] } }
  }

  expect_failures = [var.origins]
}

run "a_key_too_few" {
  command = plan

  variables {
    origins = { production = { load_balancer = "a.eu-central-1.elb.amazonaws.com", validation_records = [], dkim_tokens = ["a", "b"] } }
  }

  expect_failures = [var.origins]
}
