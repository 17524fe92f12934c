"""The limit of the linear algebra library belongs to the process, and callers share it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from threadpoolctl import threadpool_info

from analytics.response import threads


def blas_threads():
    return {one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"}


def test_the_limit_holds_until_the_last_of_several_callers_has_left():
    before = blas_threads()
    both_in, first_left = Barrier(2, timeout=10), Barrier(2, timeout=10)

    def leaves_first():
        with threads.single():
            both_in.wait()
        first_left.wait()

    def leaves_last():
        with threads.single():
            both_in.wait()
            first_left.wait()
            return blas_threads()

    with ThreadPoolExecutor(2) as pool:
        pool.submit(leaves_first)
        inside = pool.submit(leaves_last).result()

    assert inside == {1}
    assert blas_threads() == before


def test_an_error_inside_lifts_the_limit():
    before = blas_threads()

    with pytest.raises(ValueError, match="inside"), threads.single():
        raise ValueError("inside")

    assert blas_threads() == before


def test_one_call_within_another_changes_nothing():
    with threads.single():
        with threads.single():
            assert blas_threads() == {1}
        assert blas_threads() == {1}
