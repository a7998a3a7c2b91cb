# What an attribute points to.
package lib.links

import data.lib.value

# The addresses that a path points to, where that is resolved: nothing ambiguous, every target in the document.
linked(resource, path) := at(resource, value.text(path))

# The same for a path that is text already.
at(resource, text) := {link.to | some link in links} if {
	links := resource.links[text]
	count(links) > 0
	every link in links {
		link.certainty != "ambiguous"
		link.to in document
	}
}

# Every element of a list is resolved: the list as a whole where its elements are not known, else one by one.
all_linked(resource, path) if linked(resource, path)

all_linked(resource, path) if {
	list := value.known(resource, path)
	count(list) > 0
	every at, _ in list {
		linked(resource, value.step(path, at))
	}
}

# The addresses of the document.
document := {resource.address | some _, list in input.resources; some resource in list}
