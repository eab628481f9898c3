"""The apparatus: units, staff against the quota, departures."""
