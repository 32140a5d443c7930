"""Instrumented tests: measurements a therapist can prescribe, as play without help; one module a test."""
