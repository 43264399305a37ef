# What the exchange with other registers says when it refuses.
refusal-exchange-no-domain = This key may not do this in the exchange.
refusal-exchange-no-domain-next = Ask an admin of this server to give it a domain, and send it in the header Authorization.
refusal-exchange-kind = This is not sent as PFIF.
refusal-exchange-kind-next = Send XML with the content type application/pfif+xml.
refusal-exchange-file = Line { $line }: the file cannot be read ({ $rule }). Nothing of it was kept.
refusal-exchange-file-next = Correct the line; “rhizome pfif validate” shows all there is to correct.
refusal-exchange-many = These are too many records at once. Nothing of them was kept.
refusal-exchange-many-next = Send at most { $most } at a time.
refusal-exchange-domain = This domain cannot be given.
refusal-exchange-domain-next = Write a domain such as example.org, other than that of this server.
refusal-exchange-since = This is not a time.
refusal-exchange-since-next = Write it in UTC, such as 2015-11-13T22:00:00Z.
