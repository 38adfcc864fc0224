"""Pages kept for strangers: every kept answer knows which facts it shows, and dies with the first that changes.

``changed(name, …)`` is said by whoever changes something the public sees, ``shows`` by a page or a view of what it is
drawn from; the middleware does the rest. How it holds together is told in docs/architecture.md.
"""
