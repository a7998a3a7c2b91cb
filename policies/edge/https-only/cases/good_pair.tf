# HTTPS under each kind of policy, and a redirect. What the image of a target is called, or whether there is one, does not matter.
#
# expect: pass aws_lb_listener.https
# expect: pass aws_lb_listener.http
# expect: pass aws_alb_listener.former

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_lb" "main" {
  name    = terraform_data.unknown.output
  subnets = ["subnet-1", "subnet-2"]
}

resource "aws_lb_target_group" "main" {
  name     = "main"
  port     = 9000
  protocol = "HTTP"
  vpc_id   = "vpc-1"
}

resource "aws_lb_listener" "https" {
  load_balancer_arn = aws_lb.main.arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  certificate_arn   = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.main.arn
  }
}

resource "aws_alb_listener" "former" {
  load_balancer_arn = aws_lb.main.arn
  port              = 8443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-3-2021-06"
  certificate_arn   = "arn:aws:acm:eu-central-1:123456789012:certificate/00000000-0000-0000-0000-000000000000"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.main.arn
  }
}

resource "aws_lb_listener" "http" {
  load_balancer_arn = aws_lb.main.arn
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

resource "aws_lb_listener_rule" "http" {
  listener_arn = aws_lb_listener.http.arn

  action {
    type = "redirect"

    redirect {
      protocol    = "HTTPS"
      port        = "443"
      host        = "clinic.restartix.pro"
      status_code = "HTTP_301"
    }
  }

  condition {
    host_header {
      values = ["clinics.restartix.pro"]
    }
  }
}
