# The way in: an application load balancer that Cloudflare alone reaches. It ends TLS and picks the service by the host name.

# Without public IPv4 addresses, which are charged for: Cloudflare reaches it over IPv6. Towards the tasks it speaks IPv4.
resource "aws_lb" "this" {
  name               = var.name
  load_balancer_type = "application"
  internal           = false
  ip_address_type    = "dualstack-without-public-ipv4"
  subnets            = var.subnet_ids
  security_groups    = [var.security_group_id]

  drop_invalid_header_fields = true

  # Cloudflare's records name it, and a new one has another name.
  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.this.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = var.tls_policy
  certificate_arn   = aws_acm_certificate_validation.this.certificate_arn

  # Custom domains: nobody can list their names, and the application reads which one it is.
  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this[var.default_service].arn
  }
}

resource "aws_lb_listener_rule" "host" {
  for_each = var.hosts

  listener_arn = aws_lb_listener.https.arn
  # No two hosts match the same name, so the order decides nothing; AWS wants one.
  priority = 10 * (1 + index(sort(keys(var.hosts)), each.key))

  condition {
    host_header {
      values = [each.value]
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this[each.key].arn
  }

  tags = { Name = each.key }
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.this.arn
  port              = 80
  protocol          = "HTTP"

  default_action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      port        = "443"
      status_code = "HTTP_301"
    }
  }
}

resource "aws_lb_target_group" "this" {
  for_each = var.target_groups

  name        = each.value
  vpc_id      = var.vpc_id
  target_type = "ip" # a task has an address and no instance
  protocol    = "HTTP"
  port        = var.ports[each.key]

  # Whether the process is alive, not what it depends on: a database that stumbles must not take every task out.
  health_check {
    path                = var.health_path
    protocol            = "HTTP"
    port                = "traffic-port"
    matcher             = "200"
    interval            = 15
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }

  # The services keep no state.
  stickiness {
    type    = "lb_cookie"
    enabled = false
  }

  deregistration_delay = 30 # seconds that a request may still take when its task goes
}
