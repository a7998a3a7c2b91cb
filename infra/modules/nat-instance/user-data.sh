#!/bin/bash
# Makes this machine a NAT for the private subnets, now and after every boot.
set -euo pipefail

# Early in the first boot the network may not be there yet.
until dnf install -y nftables; do sleep 5; done

echo 'net.ipv4.ip_forward = 1' >/etc/sysctl.d/90-nat.conf
sysctl --system

cat >/etc/sysconfig/nftables.conf <<'RULES'
table ip nat {
  chain postrouting {
    type nat hook postrouting priority srcnat;
    ip saddr { ${sources} } masquerade
  }
}
RULES
systemctl enable --now nftables
