# What is refused before it reaches AWS, which has no firewall of its own for this. Each phase has one set of rules per zone.

# Cloudflare's managed rules, as Cloudflare keeps them: each rule with the action that comes with it.
resource "cloudflare_ruleset" "managed" {
  zone_id = var.zone_id
  name    = "Managed rules"
  kind    = "zone"
  phase   = "http_request_firewall_managed"

  rules = [for name, id in local.edge.managed_rules : {
    ref               = name
    description       = "Cloudflare's rules: ${name}"
    expression        = "true"
    action            = "execute"
    action_parameters = { id = id }
  }]
}

resource "cloudflare_ruleset" "rate_limit" {
  zone_id = var.zone_id
  name    = "Rate limit"
  kind    = "zone"
  phase   = "http_ratelimit"

  rules = [{
    ref         = "per-address"
    description = "${local.edge.rate_limit.requests} requests in ${local.edge.rate_limit.period_seconds} seconds from one address"
    expression  = "true"
    action      = "block"
    ratelimit = {
      # Cloudflare counts in each of its data centres by itself, and wants that said.
      characteristics     = ["cf.colo.id", "ip.src"]
      period              = local.edge.rate_limit.period_seconds
      requests_per_period = local.edge.rate_limit.requests
      mitigation_timeout  = local.edge.rate_limit.block_seconds
    }
  }]
}

# Bot fight mode, which on the Pro plan is called Super Bot Fight Mode and set by these attributes. `fight_mode` is the free plan's.
resource "cloudflare_bot_management" "this" {
  zone_id                         = var.zone_id
  sbfm_definitely_automated       = local.edge.bots.definitely_automated
  sbfm_verified_bots              = local.edge.bots.verified
  sbfm_static_resource_protection = false
  optimize_wordpress              = false
  enable_js                       = false # it would write a script into every page
}

# Programs of other companies that call on purpose: Clerk, Daily, and SES by SNS. They sign what they send; a challenge is nothing that
# they could answer. Everything but the challenge still holds for them.
resource "cloudflare_ruleset" "webhooks" {
  zone_id = var.zone_id
  name    = "Webhooks"
  kind    = "zone"
  phase   = "http_request_firewall_custom"

  rules = [{
    ref         = "webhooks-are-bots"
    description = "No challenge for webhooks"
    expression = join(" ", [
      "(http.host in {${join(" ", formatlist("\"%s\"", [for scope in local.scopes : replace(local.architecture.routing.hosts["core-api"], "{domain}", scope.domain)]))}}",
      "and starts_with(http.request.uri.path, \"${local.edge.webhooks}\"))",
    ])
    action            = "skip"
    action_parameters = { phases = ["http_request_sbfm"] }
    logging           = { enabled = true }
  }]
}

# The name that a visitor came to, for the services to tell whose page it is. Set and never passed on, or visitors would choose it.
resource "cloudflare_ruleset" "headers" {
  zone_id = var.zone_id
  name    = "Headers to the origin"
  kind    = "zone"
  phase   = "http_request_late_transform"

  rules = [{
    ref         = "forwarded-host"
    description = "X-Forwarded-Host"
    expression  = "true"
    action      = "rewrite"
    action_parameters = {
      headers = { "X-Forwarded-Host" = { operation = "set", expression = "http.host" } }
    }
  }]
}
