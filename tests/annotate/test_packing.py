import numpy as np

from tocsin.annotate.packing import groups, pack
from tocsin.annotate.wordpiece import Pieces


def test_pieces_lie_end_to_end() -> None:
    batch = pack([Pieces([101, 7, 8, 102], [0, 1, 1, 0], [1]), Pieces([101, 9, 5, 102, 3], [0, 2, 1, 0, 0], [1, 2])])
    assert batch.ids.tolist() == [101, 7, 8, 102, 101, 9, 5, 102, 3]
    assert batch.positions.tolist() == [0, 1, 2, 3, 0, 1, 2, 3, 4]
    assert batch.grid.tolist() == [[0, 1, 2, 3, 9], [4, 5, 6, 7, 8]]
    assert batch.nodes.tolist() == [0, 1, 4, 5, 6]
    assert batch.node_grid.tolist() == [[0, 1, 5], [2, 3, 4]]


def test_cells_point_back_at_the_grid() -> None:
    batch = pack([Pieces([101, 7, 102], [0, 1, 0], [1]), Pieces([101, 102], [0, 0], [])])
    assert np.array_equal(batch.grid.ravel()[batch.cells], np.arange(5))


def test_groups_count_padding_and_keep_every_sentence() -> None:
    lengths = [30, 5, 5, 29, 200]
    found = groups(lengths, 60)
    assert found == [[1, 2], [3, 0], [4]]
    assert all(len(group) * max(lengths[index] for index in group) <= 60 or len(group) == 1 for group in found)
