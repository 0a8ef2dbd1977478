from tocsin.annotate.entities import tagged_spans

TAGS = ["O", "B-PERSON", "I-PERSON", "B-PLACE", "I-PLACE"]


def test_names_begin_go_on_and_end() -> None:
    assert tagged_spans([0, 1, 2, 0, 3], TAGS) == [(1, 3, "PERSON"), (4, 5, "PLACE")]


def test_two_names_may_touch() -> None:
    assert tagged_spans([1, 1, 2], TAGS) == [(0, 1, "PERSON"), (1, 3, "PERSON")]


def test_a_name_that_starts_in_the_middle_is_a_name() -> None:
    assert tagged_spans([4, 4, 2], TAGS) == [(0, 2, "PLACE"), (2, 3, "PERSON")]


def test_unknown_words_end_names() -> None:
    assert tagged_spans([1, -100, 2], TAGS) == [(0, 1, "PERSON"), (2, 3, "PERSON")]
