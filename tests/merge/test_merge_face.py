import tocsin.merge


def test_every_public_name_is_there_and_sorted():
    names = tocsin.merge.__all__
    assert all(hasattr(tocsin.merge, name) for name in names)
    assert len(set(names)) == len(names)
