"""Changes to moto's classes."""


def wrap(owner: type, name: str):
    """Replaces a method by a function that is given the original one first."""

    def decorate(function):
        original = getattr(owner, name)
        setattr(owner, name, lambda *args, **kwargs: function(original, *args, **kwargs))

    return decorate
